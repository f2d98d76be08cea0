import { z } from 'zod';
import { orderExporterIdSchema, partnerIdSchema, salesChannelIdSchema } from '../shared/ids.ts';
import { LIMITS } from '../shared/limits.ts';
import { amountSchema, currencySchema } from '../shared/money.ts';
import { listOf, pageQuery } from '../shared/pagination.ts';
import { fieldsOf, idempotencyHeaders, lineSchema, partnerNameFilter } from '../shared/request-schemas.ts';
import { c, commonResponses, problems } from '../shared/router.ts';
import { timeSchema } from '../shared/time.ts';
import { webhookHeadersSchema } from '../webhooks/webhook-headers.ts';
import { CREATE_ORDER_EXPORTER_EXAMPLE, ORDER_EXPORTER_EXAMPLE } from './examples.ts';
import { exportFlagSchema, exportFlagsSchema } from './export-flags.ts';

export const EXPORTER_KINDS = ['http', 's3_file', 'event', 'manual'] as const;
export type ExporterKind = (typeof EXPORTER_KINDS)[number];

export const ORDER_EXPORT_FORMATS = ['json', 'json_lines', 'csv', 'xml'] as const;
export type OrderExportFormat = (typeof ORDER_EXPORT_FORMATS)[number];

const METHODS = ['POST', 'PUT'] as const;

/** A whole number within limits. */
const whole = (name: string, min: number, max: number) => {
  const error = `${name} must be a whole number from ${min} to ${max}.`;
  return z.int({ error }).min(min, { error }).max(max, { error });
};
const oneOf = <const V extends readonly [string, ...string[]]>(name: string, values: V) =>
  z.enum(values, { error: `Invalid ${name} value. Allowed values: ${values.join(', ')}` });

const kindSchema = oneOf('kind', EXPORTER_KINDS).meta({
  description:
    '`http` sends orders to a URL, `s3_file` writes them to files, `event` records an event for webhooks, `manual` waits for a person.',
});
const formatSchema = oneOf('format', ORDER_EXPORT_FORMATS).meta({
  description: 'The layout of requests and files. CSV has a line for each item of an order.',
});

export const orderExporterSchema = z
  .object({
    exporter_id: orderExporterIdSchema,
    partner_name: z.string().nullable(),
    name: z.string(),
    kind: z.enum(EXPORTER_KINDS).meta({ description: 'How it takes orders out.' }),
    when: z
      .object({
        flag: z.string().meta({ description: 'The flag of the orders that it takes.' }),
        partner_id: partnerIdSchema.nullable().meta({ description: 'Null for orders of all partners.' }),
        sales_channel_id: salesChannelIdSchema.nullable(),
        min_total: amountSchema.nullable().meta({ description: 'Orders of at least this total, in `currency`.' }),
        currency: z.string().nullable(),
      })
      .meta({ description: 'Which orders it takes.' }),
    format: z.enum(ORDER_EXPORT_FORMATS).nullable().meta({ description: 'Null for kinds that write nothing.' }),
    target: z
      .object({
        url: z.string().nullable(),
        method: z.enum(METHODS).nullable().meta({ description: 'The HTTP method.' }),
        headers: z.record(z.string(), z.string()).meta({ description: 'Further headers; the values are not shown.' }),
        file_name: z.string().nullable().meta({ description: 'The pattern of the names of files.' }),
      })
      .meta({ description: 'Where orders go: the URL of `http`, the file name of `s3_file`.' }),
    priority: z.int().meta({ description: 'Of the exporters of one flag, the lowest number goes first.' }),
    next_flag: z
      .string()
      .nullable()
      .meta({ description: 'The flag that an order has once all exporters of this flag succeeded; null for none.' }),
    batch: z
      .object({
        max_orders: z.int().meta({ description: 'The most orders of one request or file.' }),
        max_wait_seconds: z.int().meta({ description: 'How long an order waits for others, at most.' }),
      })
      .meta({ description: 'How many orders go out together.' }),
    retry: z
      .object({
        attempts: z.int().meta({ description: 'How often an export is tried.' }),
        first_delay_seconds: z.int().meta({ description: 'The delay after the first failure; it doubles each time.' }),
        max_delay_seconds: z.int().meta({ description: 'The longest delay.' }),
      })
      .meta({ description: 'How failures are tried again.' }),
    enabled: z.boolean().meta({ description: 'Orders wait while it is false.' }),
    circuit: z.enum(['closed', 'open']).meta({ description: 'Open: orders wait, and one attempt at a time is made.' }),
    failure_count: z.int().meta({ description: 'Failures in a row.' }),
    failing_since: timeSchema.nullable(),
    last_error: z.string().nullable().meta({ description: 'The last failure since a success, as a sentence.' }),
    next_probe_at: timeSchema.nullable().meta({ description: 'Nothing is exported before this time.' }),
    created_at: timeSchema,
    updated_at: timeSchema,
  })
  .meta({ id: 'OrderExporter', examples: [ORDER_EXPORTER_EXAMPLE] });
export type OrderExporter = z.infer<typeof orderExporterSchema>;

const when = {
  flag: exportFlagSchema,
  sales_channel_id: salesChannelIdSchema.nullable().optional(),
  min_total: amountSchema
    .nullable()
    .optional()
    .meta({ description: 'Orders of at least this total; needs `currency`.' }),
  currency: currencySchema.nullable().optional().meta({ description: 'Orders in this currency.' }),
};

const settings = {
  name: lineSchema('name', LIMITS.orderExporterNameLength).meta({ examples: ['Fulfilment'] }),
  format: formatSchema.optional(),
  target: fieldsOf({
    url: z
      .string()
      .max(LIMITS.webhookUrlLength, { error: `url is longer than ${LIMITS.webhookUrlLength} characters.` })
      .optional()
      .meta({ description: 'Of `http`: HTTPS, to a public address.', examples: ['https://fulfilment.example/orders'] }),
    method: oneOf('method', METHODS).optional().meta({ description: 'Of `http`; `POST` where it is left out.' }),
    headers: webhookHeadersSchema.optional(),
    file_name: z
      .string()
      .max(LIMITS.exportFileNameLength, {
        error: `file_name is longer than ${LIMITS.exportFileNameLength} characters.`,
      })
      .optional()
      .meta({
        description: 'Of `s3_file`: may contain {date}, {time} and {exporter}, and must contain {number}.',
        examples: ['orders-{date}-{number}.csv'],
      }),
  })
    .optional()
    .meta({ description: 'Where orders go.' }),
  priority: whole('priority', 0, 10_000).meta({
    description: 'Of the exporters of one flag, the lowest number goes first.',
  }),
  next_flag: exportFlagSchema
    .nullable()
    .optional()
    .meta({ description: 'The flag to set once all exporters of this flag succeeded. One exporter of a flag may.' }),
  batch: fieldsOf({
    max_orders: whole('max_orders', 1, LIMITS.exportFileOrders).optional().meta({
      description: 'The most orders of one request or file.',
    }),
    max_wait_seconds: whole('max_wait_seconds', 0, LIMITS.exportWaitSeconds).optional().meta({
      description: 'How long an order waits for others, at most.',
    }),
  })
    .optional()
    .meta({ description: 'How many orders go out together: one by `http`, 1,000 or those of a minute in a file.' }),
  retry: fieldsOf({
    attempts: whole('attempts', 1, LIMITS.exportRetries).optional().meta({
      description: 'How often an export is tried; 20 where it is left out.',
    }),
    first_delay_seconds: whole('first_delay_seconds', 1, LIMITS.exportRetrySeconds).optional().meta({
      description: 'The delay after the first failure; it doubles each time.',
    }),
    max_delay_seconds: whole('max_delay_seconds', 1, LIMITS.exportRetrySeconds).optional().meta({
      description: 'The longest delay.',
    }),
  })
    .optional()
    .meta({ description: 'How failures are tried again.' }),
  enabled: z.boolean().meta({ description: 'Orders wait while it is false.' }),
};

export const createOrderExporterSchema = fieldsOf({
  name: settings.name,
  kind: kindSchema,
  when: fieldsOf({
    ...when,
    partner_id: partnerIdSchema
      .optional()
      .meta({ description: "A partner's key may leave it out; left out by the operator: orders of all partners." }),
  }).meta({ description: 'Which orders it takes.' }),
  format: settings.format,
  target: settings.target,
  priority: settings.priority.default(100),
  next_flag: settings.next_flag,
  batch: settings.batch,
  retry: settings.retry,
  enabled: settings.enabled.default(true),
}).meta({ id: 'CreateOrderExporter', examples: [CREATE_ORDER_EXPORTER_EXAMPLE] });
export type CreateOrderExporter = z.infer<typeof createOrderExporterSchema>;

export const updateOrderExporterSchema = fieldsOf({
  name: settings.name.optional(),
  when: fieldsOf({ ...when, flag: when.flag.optional() })
    .optional()
    .meta({ description: 'Which orders it takes; fields that are left out stay.' }),
  format: settings.format,
  target: settings.target,
  priority: settings.priority.optional(),
  next_flag: settings.next_flag,
  batch: settings.batch,
  retry: settings.retry,
  enabled: settings.enabled.optional().meta({ description: '`true` also closes the circuit and forgets failures.' }),
})
  .refine((body) => Object.keys(body).length > 0, { error: 'Name at least one field to change.' })
  .meta({ id: 'UpdateOrderExporter', examples: [{ enabled: false }] });
export type UpdateOrderExporter = z.infer<typeof updateOrderExporterSchema>;

export const createdOrderExporterSchema = orderExporterSchema
  .extend({
    secret: z
      .string()
      .nullable()
      .meta({ description: 'Of `http`, shown once: verifies the signatures of requests. Null for other kinds.' }),
  })
  .meta({ id: 'CreatedOrderExporter', examples: [{ ...ORDER_EXPORTER_EXAMPLE, secret: 'whsec_…' }] });
export type CreatedOrderExporter = z.infer<typeof createdOrderExporterSchema>;

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
      metadata: read,
      query: z.object({
        partner_name: partnerNameFilter.optional(),
        flag: exportFlagSchema.optional(),
        kind: oneOf('kind', EXPORTER_KINDS).optional(),
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
      description: 'Exports that wait for it are cleared, which is logged; the log of its exports stays.',
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
