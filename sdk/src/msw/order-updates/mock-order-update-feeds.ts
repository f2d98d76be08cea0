import {
  type CreatedOrderUpdateFeed,
  type CreateOrderUpdateFeed,
  FEED_HEADERS,
  FEED_SECRET_PREFIX,
  formatId,
  idNumber,
  LIMITS,
  Problem,
  type ReceivedPush,
} from '@commerce-integration/contract';
import { assertPushable, endOfOldSecret } from '@commerce-integration/contract/rules';
import type { FeatureHandlers, MockCall } from '../http/mock-call.ts';
import { actingPartnerById } from '../partners/mock-acting-partner.ts';
import { listRows } from '../store/mock-lists.ts';
import { changeShown, getRow, keep } from '../store/mock-tables.ts';
import { assertOwnDescriptor, descriptorOf } from './mock-feed-descriptors.ts';
import { mapPush } from './mock-pushes.ts';
import { applyQueued, feedsOf, pushesOf, type UpdateFeedRow } from './mock-update-rows.ts';

export const orderUpdateFeedHandlers: FeatureHandlers<'orderUpdateFeeds'> = {
  createOrderUpdateFeed: (call) => call.once(() => ({ status: 201, body: createFeed(call, call.body) })),

  listOrderUpdateFeeds: (call) => ({
    status: 200,
    body: listRows(call, feedsOf(call.tables), 'orderUpdateFeed', shownFeed),
  }),

  getOrderUpdateFeed: (call) => ({ status: 200, body: shownFeed(getFeed(call, call.params.order_update_feed_id)) }),

  updateOrderUpdateFeed: (call) => {
    const feed = getFeed(call, call.params.order_update_feed_id);
    const { mapping, data_descriptor_id: descriptor } = call.body;
    if (descriptor !== undefined) assertOwnDescriptor(call.tables, feed.partnerId, descriptor);
    changeShown(feed, {
      ...call.body,
      ...(mapping ? { data_descriptor_id: null } : {}),
      ...(descriptor === undefined ? {} : { mapping: null }),
    });
    return { status: 200, body: shownFeed(feed) };
  },

  rotateOrderUpdateFeedSecret: (call) =>
    call.once(() => {
      const feed = getFeed(call, call.params.order_update_feed_id);
      const end = endOfOldSecret(call.body.old_valid_hours, Date.now());
      feed.oldSecret = feed.secret;
      feed.secret = newSecret();
      changeShown(feed, { old_secret_valid_until: end === null ? null : new Date(end).toISOString() });
      return { status: 201, body: { ...shownFeed(feed), secret: feed.secret } };
    }),

  deleteOrderUpdateFeed: (call) => {
    feedsOf(call.tables).delete(getFeed(call, call.params.order_update_feed_id).id);
    return { status: 204, body: undefined };
  },

  pushOrderUpdateFeed: async (call) => {
    const received = await receivePush(call, call.params.order_update_feed_id);
    queueMicrotask(() => applyQueued(call.tables));
    return { status: 202, body: received };
  },
};

/** @throws Problem `too_many_update_feeds`; as `actingPartnerById` does */
function createFeed(call: MockCall, input: CreateOrderUpdateFeed): CreatedOrderUpdateFeed {
  const { tables } = call;
  const partner = actingPartnerById(call, input.partner_id);
  const own = [...feedsOf(tables).values()].filter((row) => row.partnerId === partner.id);
  if (own.length >= LIMITS.orderUpdateFeeds) {
    const message = `Partner ${partner.shown.partner_id} already has ${LIMITS.orderUpdateFeeds} feeds: delete one first.`;
    throw new Problem('too_many_update_feeds', message);
  }
  const { data_descriptor_id = null } = input;
  if (data_descriptor_id !== null) assertOwnDescriptor(tables, partner.id, data_descriptor_id);
  const id = tables.next('orderUpdateFeed');
  const now = new Date().toISOString();
  const { name, carrier = null, authentication, header = FEED_HEADERS[authentication], mapping = null } = input;
  const shown = {
    order_update_feed_id: formatId('orderUpdateFeed', id),
    partner_id: partner.shown.partner_id,
    partner_name: partner.shown.partner_name,
    ...{ name, carrier, authentication, header, mapping, data_descriptor_id },
    old_secret_valid_until: null,
    created_at: now,
    updated_at: now,
  };
  const secret = newSecret();
  keep(feedsOf(tables), { id, partnerId: partner.id, secret, oldSecret: null, shown });
  return { ...shown, secret };
}

/** @throws Problem `not_found` */
function getFeed({ tables, caller }: MockCall, id: string): UpdateFeedRow {
  return getRow(feedsOf(tables), caller, id, `Order update feed ${id} not found.`);
}

/** A feed as the API shows it: an old secret that has ended is none. */
function shownFeed({ shown }: UpdateFeedRow): UpdateFeedRow['shown'] {
  const { old_secret_valid_until: end } = shown;
  return { ...shown, old_secret_valid_until: end !== null && Date.parse(end) > Date.now() ? end : null };
}

/** A new secret, as the API makes them. */
function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const base64 = btoa(String.fromCharCode(...bytes));
  return FEED_SECRET_PREFIX + base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** @throws Problem `unsupported_media_type`, `payload_too_large`, `unauthorized` */
async function receivePush({ tables, request }: MockCall, feedId: string): Promise<ReceivedPush> {
  const contentType = request.headers.get('content-type') ?? '';
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.length > LIMITS.pushBytes)
    throw new Problem('payload_too_large', 'The request body is too large; GET /limits names the limit.');
  const feed = feedsOf(tables).get(idNumber(feedId));
  if (!feed || !(await isAuthentic(feed, request, bytes)))
    throw new Problem('unauthorized', 'The token or signature is invalid, or the feed does not exist.');
  assertPushable(contentType, descriptorOf(tables, feed)?.shown.format.type);
  const same = [...pushesOf(tables).values()].find(
    (row) => row.feedId === feed.id && row.contentType === contentType && isSame(row.bytes, bytes),
  );
  if (same) return { push_id: formatId('orderUpdatePush', same.id), duplicate: true };
  const id = tables.next('orderUpdatePush');
  const created_at = new Date(tables.now()).toISOString();
  const { partnerId } = feed;
  const push = keep(pushesOf(tables), { id, partnerId, feedId: feed.id, contentType, bytes, created_at });
  await mapPush(tables, push);
  return { push_id: formatId('orderUpdatePush', id), duplicate: false };
}

async function isAuthentic(feed: UpdateFeedRow, request: Request, body: Uint8Array): Promise<boolean> {
  const proof = request.headers.get(feed.shown.header);
  if (proof === null) return false;
  const old = shownFeed(feed).old_secret_valid_until === null ? null : feed.oldSecret;
  const secrets = old === null ? [feed.secret] : [feed.secret, old];
  for (const secret of secrets) if (await isProof(proof, secret, feed, body)) return true;
  return false;
}

async function isProof(proof: string, secret: string, { shown }: UpdateFeedRow, body: Uint8Array): Promise<boolean> {
  if (shown.authentication === 'token') return proof.replace(/^Bearer /i, '') === secret;
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), algorithm, false, ['sign']);
  const wanted = new Uint8Array(await crypto.subtle.sign('HMAC', key, body as Uint8Array<ArrayBuffer>));
  const hex = Array.from(wanted, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const written = proof.replace(/^sha256=/i, '').trim();
  return written.toLowerCase() === hex || written === btoa(String.fromCharCode(...wanted));
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, place) => byte === b[place]);
}
