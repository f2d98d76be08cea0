import { z } from 'zod';
import { JOB_ID_PREFIXES, JOB_TYPE_DECLARATIONS, type JobIdKind } from './job-types.ts';

/** All kinds of objects with an ID, and the prefixes of their IDs. Those of jobs are declared with the job types. */
export const ID_PREFIXES = {
  partner: 'PT',
  apiKey: 'AK',
  feed: 'FD',
  product: 'PR',
  order: 'OR',
  orderItem: 'OI',
  delivery: 'DL',
  shipment: 'SH',
  orderUpdate: 'OU',
  orderUpdateFeed: 'OF',
  orderUpdatePush: 'OP',
  orderExporter: 'OX',
  orderExport: 'OE',
  customer: 'CU',
  address: 'AD',
  salesChannel: 'SC',
  category: 'CT',
  batchUpload: 'BU',
  operationsBatch: 'OB',
  dataDescriptor: 'DD',
  dataGroup: 'DG',
  webhook: 'WH',
  webhookDelivery: 'WD',
  event: 'EV',
  ...JOB_ID_PREFIXES,
} as const;

export type IdKind = keyof typeof ID_PREFIXES;
export type IdPrefix = (typeof ID_PREFIXES)[IdKind];

/** Digits that an ID's number is padded to. */
export const ID_DIGITS = 5;
/** Up to 15 digits, which a JavaScript number represents exactly. */
const DIGITS = '(?:\\d{5}|[1-9]\\d{5,14})';

/**
 * The public form of a row's number: prefix and number, padded to 5 digits and longer after 99999.
 *
 * @example formatId('product', 1) // 'PR00001'
 */
export function formatId<K extends IdKind>(kind: K, number: number): Id<K> {
  return `${ID_PREFIXES[kind]}${String(number).padStart(ID_DIGITS, '0')}` as Id<K>;
}

/** The number inside an ID, which must have passed its schema. */
export function idNumber(id: string): number {
  return Number(id.slice(2));
}

/** What the IDs of a kind look like. */
export function idPattern(kind: IdKind): RegExp {
  return new RegExp(`^${ID_PREFIXES[kind]}${DIGITS}$`);
}

function idSchema<K extends IdKind>(kind: K, what: string): z.core.$ZodBranded<z.ZodString, K> {
  const example = `${ID_PREFIXES[kind]}00001`;
  const article = /^[aeiou]/.test(what) ? 'an' : 'a';
  const schema = z
    .string()
    .regex(idPattern(kind), { error: `Not ${article} ${what} ID: expected the form ${example}.` })
    .meta({ description: `ID of ${article} ${what}.`, examples: [example] });
  // `brand` does not accept a type parameter as the brand: it would silently leave the schema unbranded.
  return schema as unknown as z.core.$ZodBranded<z.ZodString, K>;
}

/**
 * A data descriptor's ID where other values are allowed as well: its error, which is the only one reported, names all
 * of them.
 */
export function dataDescriptorIdOr(error: string): typeof dataDescriptorIdSchema {
  const schema = z.string().regex(idPattern('dataDescriptor'), { error, abort: true });
  return schema as unknown as typeof dataDescriptorIdSchema;
}

export const partnerIdSchema = idSchema('partner', 'partner');
export const apiKeyIdSchema = idSchema('apiKey', 'key');
export const feedIdSchema = idSchema('feed', 'feed');
export const productIdSchema = idSchema('product', 'product');
export const orderIdSchema = idSchema('order', 'order');
export const orderItemIdSchema = idSchema('orderItem', 'order item');
export const deliveryIdSchema = idSchema('delivery', 'delivery');
export const shipmentIdSchema = idSchema('shipment', 'shipment');
export const orderUpdateIdSchema = idSchema('orderUpdate', 'order update');
export const orderUpdateFeedIdSchema = idSchema('orderUpdateFeed', 'order update feed');
export const orderUpdatePushIdSchema = idSchema('orderUpdatePush', 'push of an order update feed');
export const orderExporterIdSchema = idSchema('orderExporter', 'order exporter');
export const orderExportIdSchema = idSchema('orderExport', 'order export');
export const customerIdSchema = idSchema('customer', 'customer');
export const addressIdSchema = idSchema('address', 'customer address');
export const submissionJobIdSchema = idSchema('submissionJob', JOB_TYPE_DECLARATIONS.submission.noun);
export const validationJobIdSchema = idSchema('validationJob', JOB_TYPE_DECLARATIONS.validation.noun);

export const salesChannelIdSchema = idSchema('salesChannel', 'sales channel');
export const categoryIdSchema = idSchema('category', 'category');
export const batchUploadIdSchema = idSchema('batchUpload', 'batch upload');
export const operationsBatchIdSchema = idSchema('operationsBatch', 'operations batch');
export const dataDescriptorIdSchema = idSchema('dataDescriptor', 'data descriptor');
export const dataGroupIdSchema = idSchema('dataGroup', 'data group');
export const webhookIdSchema = idSchema('webhook', 'webhook');
export const webhookDeliveryIdSchema = idSchema('webhookDelivery', 'webhook delivery');
export const eventIdSchema = idSchema('event', 'event');
export const operationsBatchJobIdSchema = idSchema('operationsBatchJob', JOB_TYPE_DECLARATIONS.operations_batch.noun);
export const webhookRedeliveryJobIdSchema = idSchema(
  'webhookRedeliveryJob',
  JOB_TYPE_DECLARATIONS.webhook_redelivery.noun,
);
export const undoJobIdSchema = idSchema('undoJob', JOB_TYPE_DECLARATIONS.undo.noun);
export const importJobIdSchema = idSchema('importJob', JOB_TYPE_DECLARATIONS.import.noun);
export const exportJobIdSchema = idSchema('exportJob', JOB_TYPE_DECLARATIONS.export.noun);

export const orderExportReplayJobIdSchema = idSchema(
  'orderExportReplayJob',
  JOB_TYPE_DECLARATIONS.order_export_replay.noun,
);

const jobPrefixes = Object.values(JOB_ID_PREFIXES);
const jobIdForms = jobPrefixes.map((prefix) => `${prefix}00001`);

/** The ID of any job: the prefix stands for the job's type. */
export const jobIdSchema = z
  .string()
  .regex(new RegExp(`^(?:${jobPrefixes.join('|')})${DIGITS}$`), {
    error: `Not a job ID: expected the form ${jobIdForms.slice(0, -1).join(', ')} or ${jobIdForms.at(-1)}.`,
  })
  .brand<JobIdKind>()
  .meta({ description: 'ID of a job.', examples: [`${JOB_ID_PREFIXES.validationJob}00001`] });

/** An ID of one kind: a string that its schema has checked. */
export type Id<K extends IdKind> = string & z.core.$brand<K>;
export type JobId = z.infer<typeof jobIdSchema>;
