import { z } from 'zod';
import { orderExporterIdSchema } from '../shared/ids.ts';
import { listOf, pageQuery } from '../shared/pagination.ts';
import { idempotencyHeaders, partnerNameFilter } from '../shared/request-schemas.ts';
import { c, commonResponses, problems } from '../shared/router.ts';
import { exportFlagSchema, exportFlagsSchema } from './export-flags.ts';
import { createOrderExporterSchema, exporterKindSchema, updateOrderExporterSchema } from './exporter-inputs.ts';
import { createdOrderExporterSchema, orderExporterSchema } from './exporter-schemas.ts';

const exporterPath = z.object({ exporter_id: orderExporterIdSchema });
const read = { access: 'order_exports:read' } as const;
const write = { access: 'order_exports:write' } as const;

export const orderExportersContract = c.router(
  {
    createOrderExporter: {
      method: 'POST',
      path: '/order-exporters',
      summary: 'Create an order exporter',
      description:
        'From now on, it exports orders with its flag. Only one exporter of a flag may set the next flag, and a chain must not form a loop.',
      metadata: write,
      headers: idempotencyHeaders,
      body: createOrderExporterSchema,
      responses: { 201: createdOrderExporterSchema, ...problems(404, 409, 413, 415, 422) },
    },
    listOrderExporters: {
      method: 'GET',
      path: '/order-exporters',
      summary: 'List order exporters, newest first',
      description: 'Includes their health. A partner sees its own; the operator also those for all partners.',
      metadata: { ...read, reads: 'replica' },
      query: z.object({
        partner_name: partnerNameFilter.optional(),
        flag: exportFlagSchema.optional(),
        kind: exporterKindSchema.optional(),
        ...pageQuery,
      }),
      responses: { 200: listOf(orderExporterSchema) },
    },
    getOrderExporter: {
      method: 'GET',
      path: '/order-exporters/:exporter_id',
      summary: 'Get an order exporter with its health',
      description: 'Consecutive failures and since when, the last error, and whether the circuit is open.',
      metadata: read,
      pathParams: exporterPath,
      responses: { 200: orderExporterSchema, ...problems(404) },
    },
    updateOrderExporter: {
      method: 'PATCH',
      path: '/order-exporters/:exporter_id',
      summary: 'Change, disable or enable an order exporter',
      description: 'Waiting orders are exported with the new settings. Kind and partner cannot be changed.',
      metadata: write,
      pathParams: exporterPath,
      body: updateOrderExporterSchema,
      responses: { 200: orderExporterSchema, ...problems(404, 409, 413, 415, 422) },
    },
    deleteOrderExporter: {
      method: 'DELETE',
      path: '/order-exporters/:exporter_id',
      summary: 'Delete an order exporter',
      description:
        'Waiting exports of this exporter are cleared, and its log stays. Orders continue with the other exporters of the flag.',
      metadata: write,
      pathParams: exporterPath,
      responses: { 204: c.noBody(), ...problems(404) },
    },
    rotateOrderExporterSecret: {
      method: 'POST',
      path: '/order-exporters/:exporter_id/rotate-secret',
      summary: 'Rotate the secret of an HTTP exporter',
      description: 'From now on, requests are signed only with the new secret.',
      metadata: write,
      headers: idempotencyHeaders,
      pathParams: exporterPath,
      body: c.noBody(),
      responses: { 201: createdOrderExporterSchema, ...problems(404, 409) },
    },
    getOrderExportFlags: {
      method: 'GET',
      path: '/order-export-flags',
      summary: 'Get the export flag table',
      description: 'Which state of an order or a delivery sets which flag, once it is reached.',
      metadata: read,
      responses: { 200: exportFlagsSchema },
    },
    setOrderExportFlags: {
      method: 'PUT',
      path: '/order-export-flags',
      summary: 'Replace the export flag table',
      description: 'For the operator. Applies to states that are reached from now on; flags that are already set stay.',
      metadata: { access: 'operator' } as const,
      body: exportFlagsSchema,
      responses: { 200: exportFlagsSchema, ...problems(413, 415, 422) },
    },
  },
  { commonResponses, strictStatusCodes: true },
);
