import { formatId, Problem } from '@commerce-integration/contract';
import { defineEntity, p } from '@mikro-orm/core';

const BatchUploadSchema = defineEntity({
  name: 'BatchUpload',
  tableName: 'batch_upload',
  properties: {
    id: p.bigint('number').primary().defaultRaw(`nextval('batch_upload_id_seq')`),
    partnerId: p.bigint('number'),
    objectKey: p.text(),
    expiresAt: p.datetime(),
    /** The ETag of the object that a batch was created from. */
    etag: p.text().nullable(),
    sizeBytes: p.bigint('number').nullable(),
    usedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
  },
});

/** An upload of the ZIP of one batch. */
export class BatchUpload extends BatchUploadSchema.class {
  publicId() {
    return formatId('batchUpload', this.id);
  }

  /** @throws Problem `upload_already_used`, `upload_expired` */
  assertOpen(now: Date): void {
    if (this.usedAt) {
      throw new Problem(
        'upload_already_used',
        `Upload ${this.publicId()} was already used for a batch: request another upload URL.`,
      );
    }
    if (this.expiresAt <= now) {
      throw new Problem('upload_expired', `Upload ${this.publicId()} has expired: get another upload URL.`);
    }
  }
}
BatchUploadSchema.setClass(BatchUpload);
