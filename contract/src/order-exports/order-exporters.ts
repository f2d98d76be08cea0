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
        'It takes orders with its flag from now on. Of the exporters of a flag one alone may set the next flag, and a chain must not lead back to itself.',
      metadata: write,
      headers: idempotencyHeaders,
      body: createOrderExporterSchema,
      responses: { 201: createdOrderExporterSchema, ...problems(404, 409, 413, 415, 422) },
    },
    listOrderExporters: {
      method: 'GET',
      path: '/order-exporters',
      summary: 'List order exporters, newest first',
      description: 'With their health. A partner has its own; the operator also those for all partners.',
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
      description: 'Failures in a row, since when, the last error, and whether the circuit is open.',
      metadata: read,
      pathParams: exporterPath,
      responses: { 200: orderExporterSchema, ...problems(404) },
    },
    updateOrderExporter: {
      method: 'PATCH',
      path: '/order-exporters/:exporter_id',
      summary: 'Change, disable or enable an order exporter',
      description: 'Orders that wait for it are exported by the changed settings. Its kind and its partner stay.',
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
        'Exports that wait for it are cleared, which is logged; the log of its exports stays. Orders go on with the other exporters of the flag.',
      metadata: write,
      pathParams: exporterPath,
      responses: { 204: c.noBody(), ...problems(404) },
    },
    rotateOrderExporterSecret: {
      method: 'POST',
      path: '/order-exporters/:exporter_id/rotate-secret',
      summary: 'Replace the secret of an HTTP exporter',
      description: 'Requests are signed with the new secret alone from now on.',
      metadata: write,
      headers: idempotencyHeaders,
      pathParams: exporterPath,
      body: c.noBody(),
      responses: { 201: createdOrderExporterSchema, ...problems(404, 409) },
    },
    getOrderExportFlags: {
      method: 'GET',
      path: '/order-export-flags',
      summary: 'Get the table of export flags',
      description: 'Which state of an order or a delivery sets which flag, once it is reached.',
      metadata: read,
      responses: { 200: exportFlagsSchema },
    },
    setOrderExportFlags: {
      method: 'PUT',
      path: '/order-export-flags',
      summary: 'Replace the table of export flags',
      description: 'For the operator. It counts for states that are reached from now on; flags that are set stay.',
      metadata: { access: 'operator' } as const,
      body: exportFlagsSchema,
      responses: { 200: exportFlagsSchema, ...problems(413, 415, 422) },
    },
  },
  { commonResponses, strictStatusCodes: true },
);
