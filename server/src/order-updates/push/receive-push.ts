import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import {
  type FeedAuthentication,
  formatId,
  type ImportFormat,
  idNumber,
  Problem,
  type ReceivedPush,
} from '@commerce-integration/contract';
import { assertPushable } from '@commerce-integration/contract/rules';
import type { Database } from '../../database/orm.ts';
import { EVERYBODY } from '../../database/tenancy.ts';
import type { FieldCipher } from '../../encryption/field-cipher.ts';
import type { FeedDescriptors } from '../feed-descriptors.ts';
import { validSecrets } from '../feed-secret.ts';
import { OrderUpdateFeed } from '../order-update-feed.entity.ts';

/** What a courier sends. */
export interface Push {
  readonly feedId: string;
  readonly contentType: string;
  readonly body: Buffer;
  /** The value of a header. */
  header(name: string): string | undefined;
}

/**
 * Stores a courier's push, to be mapped later. The same bytes again are a duplicate.
 *
 * Tenancy: the feed names its partner, and the courier has proved that it has the feed's secret.
 *
 * @throws Problem `unauthorized` where the token or signature is wrong, and where there is no such feed;
 * `unsupported_media_type`
 */
export async function receivePush(
  { database, cipher, descriptors }: { database: Database; cipher: FieldCipher; descriptors: FeedDescriptors },
  push: Push,
): Promise<ReceivedPush> {
  const feed = await database.open(EVERYBODY).findOne(OrderUpdateFeed, { id: idNumber(push.feedId) });
  const proof = feed && push.header(feed.header);
  const secrets = feed ? validSecrets(feed, cipher) : [];
  if (!feed || !secrets.some((secret) => isAuthentic(feed.authentication, secret, proof ?? undefined, push.body)))
    throw new Problem('unauthorized', 'The token or signature is invalid, or the feed does not exist.');
  // Only after authentication: nobody else may learn which formats a feed accepts.
  assertPushable(push.contentType, await formatOf(database, descriptors, feed));
  const digest = createHash('sha256').update(push.contentType).update('\n').update(push.body).digest();
  const { rows } = await database.pool.query<{ id: string }>(
    `insert into order_update_push (partner_id, feed_id, content_type, payload, digest) values ($1, $2, $3, $4, $5)
     on conflict (feed_id, digest) do nothing returning id`,
    [feed.partnerId, feed.id, push.contentType, push.body, digest],
  );
  const [inserted] = rows;
  if (inserted) return { push_id: formatId('orderUpdatePush', Number(inserted.id)), duplicate: false };
  const known = await database.pool.query<{ id: string }>(
    'select id from order_update_push where feed_id = $1 and digest = $2',
    [feed.id, digest],
  );
  return { push_id: formatId('orderUpdatePush', Number(known.rows[0]?.id)), duplicate: true };
}

/**
 * The format of the files that a feed accepts; undefined for one with a mapping. Tenancy: the descriptor of the feed.
 */
async function formatOf(
  { pool }: Database,
  descriptors: FeedDescriptors,
  { dataDescriptorId: id }: OrderUpdateFeed,
): Promise<ImportFormat | undefined> {
  if (id == null) return undefined;
  return (await descriptors.definitions(pool, [id])).get(id)?.format.type;
}

/**
 * Whether a push comes from a sender with the feed's secret: it has the token, also as `Bearer …`, or the HMAC-SHA256
 * of the body, in hex or base64, also prefixed with `sha256=`.
 *
 * @param proof the value of the feed's header
 */
function isAuthentic(
  authentication: FeedAuthentication,
  secret: string,
  proof: string | undefined,
  body: Buffer,
): boolean {
  if (proof === undefined) return false;
  if (authentication === 'token') return isSame(Buffer.from(proof.replace(/^Bearer /i, '')), Buffer.from(secret));
  const wanted = createHmac('sha256', secret).update(body).digest();
  const written = proof.replace(/^sha256=/i, '').trim();
  const given = Buffer.from(written, /^[0-9a-f]{64}$/i.test(written) ? 'hex' : 'base64');
  return isSame(given, wanted);
}

/** Compares in constant time; only the secret's length can leak, which is known. */
function isSame(given: Buffer, wanted: Buffer): boolean {
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
