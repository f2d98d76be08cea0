import { z } from 'zod';
import {
  dataDescriptorIdSchema,
  type Id,
  orderExporterIdSchema,
  partnerIdSchema,
  salesChannelIdSchema,
} from '../shared/ids.ts';
import { amountSchema } from '../shared/money.ts';
import { timeSchema } from '../shared/time.ts';
import { ORDER_EXPORTER_EXAMPLE } from './examples.ts';

export const EXPORTER_KINDS = ['http', 's3_file', 'event', 'manual'] as const;
export type ExporterKind = (typeof EXPORTER_KINDS)[number];

export const ORDER_EXPORT_FORMATS = ['json', 'json_lines', 'csv', 'xml'] as const;
export type OrderExportFormat = (typeof ORDER_EXPORT_FORMATS)[number];

/** The format of an exporter: a fixed layout, or a data descriptor. */
export type ExporterFormat = OrderExportFormat | Id<'dataDescriptor'>;

export const EXPORT_METHODS = ['POST', 'PUT'] as const;

export const orderExporterSchema = z
  .object({
    exporter_id: orderExporterIdSchema,
    partner_name: z.string().nullable(),
    name: z.string(),
    kind: z.enum(EXPORTER_KINDS).meta({ description: 'How it exports orders.' }),
    when: z
      .object({
        flag: z.string().meta({ description: 'The flag of the orders that it exports.' }),
        partner_id: partnerIdSchema.nullable().meta({ description: 'Null for orders of all partners.' }),
        sales_channel_id: salesChannelIdSchema.nullable(),
        min_total: amountSchema.nullable().meta({ description: 'Orders of at least this total, in `currency`.' }),
        currency: z.string().nullable(),
      })
      .meta({ description: 'Which orders it exports.' }),
    format: z
      .union([z.enum(ORDER_EXPORT_FORMATS), dataDescriptorIdSchema])
      .nullable()
      .meta({
        description:
          'The format of requests and files, or the ID of a data descriptor. Null for kinds that write nothing.',
      }),
    target: z
      .object({
        url: z.string().nullable(),
        method: z.enum(EXPORT_METHODS).nullable().meta({ description: 'The HTTP method.' }),
        headers: z.record(z.string(), z.string()).meta({ description: 'Custom headers; their values are not shown.' }),
        file_name: z.string().nullable().meta({ description: 'The file name pattern.' }),
      })
      .meta({ description: 'The destination of orders: the URL for `http`, the file name for `s3_file`.' }),
    priority: z.int().meta({ description: 'Among the exporters of one flag, the lowest number goes first.' }),
    next_flag: z
      .string()
      .nullable()
      .meta({ description: 'The flag that is set after all exporters of this flag have succeeded; null for none.' }),
    batch: z
      .object({
        max_orders: z.int().meta({ description: 'The maximum number of orders in one request or file.' }),
        max_wait_seconds: z.int().meta({ description: 'The longest time that an order waits for others.' }),
      })
      .meta({ description: 'How many orders are exported together.' }),
    retry: z
      .object({
        attempts: z.int().meta({ description: 'Maximum number of attempts of an export.' }),
        first_delay_seconds: z.int().meta({ description: 'The delay after the first failure; it doubles each time.' }),
        max_delay_seconds: z.int().meta({ description: 'The longest delay.' }),
      })
      .meta({ description: 'How failures are retried.' }),
    enabled: z.boolean().meta({ description: 'Orders wait while it is false.' }),
    circuit: z
      .enum(['closed', 'open'])
      .meta({ description: 'While open, orders wait, and one attempt at a time is made.' }),
    failure_count: z.int().meta({ description: 'Number of consecutive failures.' }),
    failing_since: timeSchema.nullable(),
    last_error: z.string().nullable().meta({ description: 'The message of the last failure since the last success.' }),
    next_probe_at: timeSchema.nullable().meta({ description: 'Nothing is exported before this time.' }),
    created_at: timeSchema,
    updated_at: timeSchema,
  })
  .meta({ id: 'OrderExporter', examples: [ORDER_EXPORTER_EXAMPLE] });
export type OrderExporter = z.infer<typeof orderExporterSchema>;

export const createdOrderExporterSchema = orderExporterSchema
  .extend({
    secret: z
      .string()
      .nullable()
      .meta({ description: 'For `http`: verifies the signatures of requests, shown only once. Null for other kinds.' }),
  })
  .meta({ id: 'CreatedOrderExporter', examples: [{ ...ORDER_EXPORTER_EXAMPLE, secret: 'whsec_…' }] });
export type CreatedOrderExporter = z.infer<typeof createdOrderExporterSchema>;
