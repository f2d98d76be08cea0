import { type FEED_STATUSES, type FeedMode, formatId, Problem } from '@commerce-integration/contract';
import { isGzipName } from '@commerce-integration/contract/feed-file';
import { defineEntity, p } from '@mikro-orm/core';

const FeedSchema = defineEntity({
  name: 'Feed',
  tableName: 'feed',
  properties: {
    id: p.bigint('number').primary().defaultRaw(`nextval('feed_id_seq')`),
    partnerId: p.bigint('number'),
    /** The partner's name for the file; the object's key contains a safe form of it. */
    fileName: p.text(),
    contentType: p.text().nullable(),
    sizeBytes: p.bigint('number').nullable(),
    sha256: p.text().nullable(),
    /** The ETag of the object that was checked; an object that replaces it has another. */
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
    /** The store's ID of an unfinished multipart upload. */
    multipartId: p.text().nullable(),
    /** The announced number of parts of a multipart upload. */
    uploadParts: p.integer().nullable(),
    uploadExpiresAt: p.datetime().nullable(),
    uploadedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
  },
});

/** A file of products that a partner sent, and its options for loading. */
export class Feed extends FeedSchema.class {
  /** Whether the stored file is compressed. */
  isGzip(): boolean {
    return isGzipName(this.fileName);
  }

  /** @throws Problem `feed_not_uploaded` if no file was accepted */
  assertUploaded(): void {
    if (this.status === 'uploaded') return;
    throw new Problem(
      'feed_not_uploaded',
      `Feed ${formatId('feed', this.id)} has no accepted file: it is ${this.status}.`,
    );
  }
}
FeedSchema.setClass(Feed);
