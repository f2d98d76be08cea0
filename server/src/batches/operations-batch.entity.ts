import { type BatchType, formatId, type JobNote, type OnError } from '@commerce-integration/contract';
import { defineEntity, p } from '@mikro-orm/core';

const OperationsBatchSchema = defineEntity({
  name: 'OperationsBatch',
  tableName: 'operations_batch',
  properties: {
    id: p.bigint('number').primary().defaultRaw(`nextval('operations_batch_id_seq')`),
    partnerId: p.bigint('number'),
    uploadId: p.bigint('number'),
    batchType: p.text().$type<BatchType>(),
    name: p.text().nullable(),
    onError: p.text().$type<OnError>(),
    validateOnly: p.boolean(),
    /** The batch whose failed operations this one retries. */
    retryOfId: p.bigint('number').nullable(),
    /** When its operations were listed, after its archive had passed all checks. */
    listedAt: p.datetime().nullable(),
    total: p.integer().default(0),
    succeeded: p.integer().default(0),
    failed: p.integer().default(0),
    /** Notes about its archive. */
    notes: p.json<JobNote[]>().default([]),
    createdAt: p.datetime(),
  },
});

/** Operations that a partner sent together, executed in their order. */
export class OperationsBatch extends OperationsBatchSchema.class {
  publicId() {
    return formatId('operationsBatch', this.id);
  }
}
OperationsBatchSchema.setClass(OperationsBatch);
