import { z } from 'zod';
import { dataDescriptorIdOr, partnerIdSchema, salesChannelIdSchema } from '../shared/ids.ts';
import { LIMITS } from '../shared/limits.ts';
import { amountSchema, currencySchema } from '../shared/money.ts';
import { changesOf, fieldsOf, lineSchema, oneOf } from '../shared/request-schemas.ts';
import { webhookHeadersSchema } from '../webhooks/webhook-headers.ts';
import { CREATE_ORDER_EXPORTER_EXAMPLE } from './examples.ts';
import { exportFlagSchema } from './export-flags.ts';
import { DEFAULT_RETRY } from './exporter-retry.ts';
import { EXPORT_METHODS, EXPORTER_KINDS, ORDER_EXPORT_FORMATS } from './exporter-schemas.ts';

/** A whole number within limits. */
const whole = (name: string, min: number, max: number) => {
  const error = `${name} must be a whole number from ${min} to ${max}.`;
  return z.int({ error }).min(min, { error }).max(max, { error });
};

/** The kind of an exporter, in requests. */
export const exporterKindSchema = oneOf('kind', EXPORTER_KINDS).meta({
  description:
    '`http` sends orders to a URL, `s3_file` writes them to files, `event` records an event for webhooks, `manual` waits for a person.',
});

const formatError = `Invalid format value. Allowed values: ${ORDER_EXPORT_FORMATS.join(', ')}, and the ID of a data descriptor, such as DD00001.`;
const formatSchema = z
  .union([z.enum(ORDER_EXPORT_FORMATS), dataDescriptorIdOr(formatError)], { error: formatError })
  .optional()
  .meta({
    description:
      "The format of requests and files. CSV has one line per item of an order. Or the ID of one of the partner's data descriptors of the entity `order`: its current version is used, without its filter and sort order, because `when` selects the orders. XLSX requires the kind `s3_file`.",
    examples: ['csv', 'DD00001'],
  });

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
  format: formatSchema,
  target: fieldsOf({
    url: z
      .string()
      .max(LIMITS.webhookUrlLength, { error: `url is longer than ${LIMITS.webhookUrlLength} characters.` })
      .optional()
      .meta({ description: 'For `http`: a public HTTPS URL.', examples: ['https://fulfilment.example/orders'] }),
    method: oneOf('method', EXPORT_METHODS).optional().meta({ description: 'For `http`; `POST` by default.' }),
    headers: webhookHeadersSchema.optional(),
    file_name: z
      .string()
      .max(LIMITS.exportFileNameLength, {
        error: `file_name is longer than ${LIMITS.exportFileNameLength} characters.`,
      })
      .optional()
      .meta({
        description: 'For `s3_file`: may contain {date}, {time} and {exporter}, and must contain {number}.',
        examples: ['orders-{date}-{number}.csv'],
      }),
  })
    .optional()
    .meta({ description: 'The destination of orders.' }),
  priority: whole('priority', 0, 10_000).meta({
    description: 'Among the exporters of one flag, the lowest number goes first.',
  }),
  next_flag: exportFlagSchema.nullable().optional().meta({
    description:
      'The flag to set after all exporters of this flag have succeeded. Only one exporter of a flag may set it.',
  }),
  batch: fieldsOf({
    max_orders: whole('max_orders', 1, LIMITS.exportFileOrders).optional().meta({
      description: 'The maximum number of orders in one request or file.',
    }),
    max_wait_seconds: whole('max_wait_seconds', 0, LIMITS.exportWaitSeconds).optional().meta({
      description: 'The longest time that an order waits for others.',
    }),
  })
    .optional()
    .meta({
      description:
        'How many orders are exported together: by default one with `http`, and 1,000 or those of one minute in a file.',
    }),
  retry: fieldsOf({
    attempts: whole('attempts', 1, LIMITS.exportRetries)
      .optional()
      .meta({
        description: `Maximum number of attempts of an export; ${DEFAULT_RETRY.attempts} by default.`,
      }),
    first_delay_seconds: whole('first_delay_seconds', 1, LIMITS.exportRetrySeconds)
      .optional()
      .meta({
        description: `The delay after the first failure, which doubles each time; ${DEFAULT_RETRY.first_delay_seconds} by default.`,
      }),
    max_delay_seconds: whole('max_delay_seconds', 1, LIMITS.exportRetrySeconds)
      .optional()
      .meta({
        description: `The longest delay; ${DEFAULT_RETRY.max_delay_seconds} by default.`,
      }),
  })
    .optional()
    .meta({ description: 'How failures are retried.' }),
  enabled: z.boolean().meta({ description: 'Orders wait while it is false.' }),
};

export const createOrderExporterSchema = fieldsOf({
  name: settings.name,
  kind: exporterKindSchema,
  when: fieldsOf({
    ...when,
    partner_id: partnerIdSchema
      .optional()
      .meta({ description: "Optional with a partner's key; if the operator omits it: orders of all partners." }),
  }).meta({ description: 'Which orders it exports.' }),
  format: settings.format,
  target: settings.target,
  priority: settings.priority.default(100),
  next_flag: settings.next_flag,
  batch: settings.batch,
  retry: settings.retry,
  enabled: settings.enabled.default(true),
}).meta({ id: 'CreateOrderExporter', examples: [CREATE_ORDER_EXPORTER_EXAMPLE] });
export type CreateOrderExporter = z.infer<typeof createOrderExporterSchema>;

export const updateOrderExporterSchema = changesOf({
  name: settings.name.optional(),
  when: fieldsOf({ ...when, flag: when.flag.optional() })
    .optional()
    .meta({ description: 'Which orders it exports; omitted fields do not change.' }),
  format: settings.format,
  target: settings.target,
  priority: settings.priority.optional(),
  next_flag: settings.next_flag,
  batch: settings.batch,
  retry: settings.retry,
  enabled: settings.enabled
    .optional()
    .meta({ description: '`true` also closes the circuit and resets the failure count.' }),
}).meta({ id: 'UpdateOrderExporter', examples: [{ enabled: false }] });
export type UpdateOrderExporter = z.infer<typeof updateOrderExporterSchema>;
