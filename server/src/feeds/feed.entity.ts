import { type FEED_STATUSES, type FeedMode, formatId, Problem } from '@commerce-integration/contract';
import { isGzipName } from '@commerce-integration/contract/feed-file';
import { defineEntity, p } from '@mikro-orm/core';

const FeedSchema = defineEntity({
  name: 'Feed',
  tableName: 'feed',
  properties: {
    id: p.bigint('number').primary().defaultRaw(`nextval('feed_id_seq')`),
    partnerId: p.bigint('number'),
    /** As the partner named it; the object's key carries a safe form. */
    fileName: p.text(),
    contentType: p.text().nullable(),
    sizeBytes: p.bigint('number').nullable(),
    sha256: p.text().nullable(),
    /** Of the object that was checked: whatever is put there later is not it. */
    etag: p.text().nullable(),
    delimiter: p.text().$type<',' | ';' | '\t' | '|'>().nullable(),
    mode: p.text().$type<FeedMode>(),
    validateOnly: p.boolean(),
    maxErrorRatio: p.float().nullable(),
    maxRemovedRatio: p.float(),
    status: p.text().$type<(typeof FEED_STATUSES)[number]>(),
    objectKey: p.text(),
    bucket: p.text(),
    duplicateOfId: p.bigint('number').nullable(),
    /** The store's ID of an upload in parts that has not been put together yet. */
    multipartId: p.text().nullable(),
    uploadExpiresAt: p.datetime().nullable(),
    uploadedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
  },
});

/** A file of products that a partner sent, and how it wants it loaded. */
export class Feed extends FeedSchema.class {
  /** Whether the stored bytes are packed. */
  isGzip(): boolean {
    return isGzipName(this.fileName);
  }

  /** @throws Problem `feed_not_uploaded` where there is no file that was accepted */
  assertUploaded(): void {
    if (this.status === 'uploaded') return;
    throw new Problem(
      'feed_not_uploaded',
      `Feed ${formatId('feed', this.id)} has no accepted file: it is ${this.status}.`,
    );
  }
}
FeedSchema.setClass(Feed);
