import { describe, expect, it } from 'vitest';
import {
  addressIdSchema,
  apiKeyIdSchema,
  batchUploadIdSchema,
  categoryIdSchema,
  customerIdSchema,
  dataDescriptorIdSchema,
  dataGroupIdSchema,
  deliveryIdSchema,
  eventIdSchema,
  exportJobIdSchema,
  feedIdSchema,
  formatId,
  ID_PREFIXES,
  type IdKind,
  idNumber,
  importJobIdSchema,
  jobIdSchema,
  operationsBatchIdSchema,
  operationsBatchJobIdSchema,
  orderExporterIdSchema,
  orderExportIdSchema,
  orderExportReplayJobIdSchema,
  orderIdSchema,
  orderItemIdSchema,
  orderUpdateFeedIdSchema,
  orderUpdateIdSchema,
  orderUpdatePushIdSchema,
  partnerIdSchema,
  productIdSchema,
  salesChannelIdSchema,
  shipmentIdSchema,
  submissionJobIdSchema,
  undoJobIdSchema,
  validationJobIdSchema,
  webhookDeliveryIdSchema,
  webhookIdSchema,
  webhookRedeliveryJobIdSchema,
} from './ids.ts';

const schemas = [
  ['partner', partnerIdSchema, 'PT', 'a partner'],
  ['apiKey', apiKeyIdSchema, 'AK', 'a key'],
  ['feed', feedIdSchema, 'FD', 'a feed'],
  ['submissionJob', submissionJobIdSchema, 'JS', 'a submission job'],
  ['validationJob', validationJobIdSchema, 'JV', 'a validation job'],
  ['product', productIdSchema, 'PR', 'a product'],
  ['order', orderIdSchema, 'OR', 'an order'],
  ['orderItem', orderItemIdSchema, 'OI', 'an order item'],
  ['delivery', deliveryIdSchema, 'DL', 'a delivery'],
  ['shipment', shipmentIdSchema, 'SH', 'a shipment'],
  ['orderUpdate', orderUpdateIdSchema, 'OU', 'an order update'],
  ['orderUpdateFeed', orderUpdateFeedIdSchema, 'OF', 'an order update feed'],
  ['orderUpdatePush', orderUpdatePushIdSchema, 'OP', 'a push of an order update feed'],
  ['orderExporter', orderExporterIdSchema, 'OX', 'an order exporter'],
  ['orderExport', orderExportIdSchema, 'OE', 'an order export'],
  ['customer', customerIdSchema, 'CU', 'a customer'],
  ['address', addressIdSchema, 'AD', 'a customer address'],
  ['salesChannel', salesChannelIdSchema, 'SC', 'a sales channel'],
  ['category', categoryIdSchema, 'CT', 'a category'],
  ['batchUpload', batchUploadIdSchema, 'BU', 'a batch upload'],
  ['operationsBatch', operationsBatchIdSchema, 'OB', 'an operations batch'],
  ['operationsBatchJob', operationsBatchJobIdSchema, 'JB', 'an operations batch job'],
  ['webhook', webhookIdSchema, 'WH', 'a webhook'],
  ['webhookDelivery', webhookDeliveryIdSchema, 'WD', 'a webhook delivery'],
  ['webhookRedeliveryJob', webhookRedeliveryJobIdSchema, 'JW', 'a redelivery job'],
  ['orderExportReplayJob', orderExportReplayJobIdSchema, 'JX', 'an order export job'],
  ['undoJob', undoJobIdSchema, 'JU', 'an undo job'],
  ['event', eventIdSchema, 'EV', 'an event'],
  ['dataDescriptor', dataDescriptorIdSchema, 'DD', 'a data descriptor'],
  ['dataGroup', dataGroupIdSchema, 'DG', 'a data group'],
  ['importJob', importJobIdSchema, 'JI', 'an import job'],
  ['exportJob', exportJobIdSchema, 'JE', 'an export job'],
] as const;

/** The error of a schema for a text; undefined for a valid text. */
function refusal(
  schema: { safeParse(text: unknown): { error?: { issues: { message: string }[] } | undefined } },
  text: string,
) {
  return schema.safeParse(text).error?.issues[0]?.message;
}

describe('an ID', () => {
  it('has a unique prefix', () => {
    expect(new Set(Object.values(ID_PREFIXES)).size).toBe(Object.keys(ID_PREFIXES).length);
    expect(schemas.map(([kind]) => kind).toSorted()).toEqual((Object.keys(ID_PREFIXES) as IdKind[]).toSorted());
  });

  it.each(schemas)(
    'of the kind %s is formatted, parsed and distinguished from others',
    (kind, schema, prefix, what) => {
      expect([1, 99_999, 100_000, 999_999_999_999_999].map((number) => formatId(kind, number))).toEqual([
        `${prefix}00001`,
        `${prefix}99999`,
        `${prefix}100000`,
        `${prefix}999999999999999`,
      ]);
      for (const number of [1, 99_999, 100_000, 999_999_999_999_999]) {
        const id = formatId(kind, number);
        expect(refusal(schema, id)).toBeUndefined();
        expect(idNumber(id)).toBe(number);
      }
      const message = `Not ${what} ID: expected the form ${prefix}00001.`;
      const wrong = ['', '1', '0001', '000001', '1000000000000000', '1e5', '00001 ', '0000a'];
      const others = ['XX00001', `X${prefix}00001`, `${prefix.toLowerCase()}00001`, `${prefix}-00001`];
      for (const text of [...wrong.map((end) => `${prefix}${end}`), ...others]) {
        expect([text, refusal(schema, text)]).toEqual([text, message]);
      }
      expect(schema.meta()).toMatchObject({ description: `ID of ${what}.`, examples: [`${prefix}00001`] });
    },
  );

  it('of a job may have any type', () => {
    for (const id of ['JS00001', 'JV99999', 'JB100000']) expect(refusal(jobIdSchema, id)).toBeUndefined();
    for (const id of ['JZ00001', 'FD00001', 'JV0001', 'JV000001', 'xJS00001', 'JB00001x']) {
      expect(refusal(jobIdSchema, id)).toMatch(/^Not a job ID: expected the form JS00001, JV00001.* or J[A-Z]00001\.$/);
    }
    expect(jobIdSchema.meta()).toMatchObject({ description: 'ID of a job.', examples: ['JV00001'] });
  });
});
