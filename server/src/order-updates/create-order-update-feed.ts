import { type CreateOrderUpdateFeed, FEED_HEADERS, formatId, LIMITS, Problem } from '@commerce-integration/contract';
import { LOCKS, lockUntilCommit } from '../database/locks.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { nextNumber } from '../database/sequences.ts';
import type { FieldCipher } from '../encryption/field-cipher.ts';
import { actingPartnerById, type KeyPartner } from '../partners/acting-partner.ts';
import type { FeedDescriptors } from './feed-descriptors.ts';
import { newFeedSecret, placeOfSecret } from './feed-secret.ts';
import { OrderUpdateFeed } from './order-update-feed.entity.ts';

/**
 * Registers a feed of order updates.
 *
 * @returns the feed and its secret, which is not shown again
 * @throws Problem `too_many_update_feeds`; as `actingPartnerById` and {@link FeedDescriptors.own} do
 */
export async function createOrderUpdateFeed(
  em: UnitOfWork,
  { cipher, descriptors }: { cipher: FieldCipher; descriptors: FeedDescriptors },
  caller: KeyPartner,
  input: CreateOrderUpdateFeed,
): Promise<{ feed: OrderUpdateFeed; secret: string }> {
  const partner = await actingPartnerById(em, caller, input.partner_id);
  await assertRoom(em, partner.id);
  const { data_descriptor_id: descriptorId } = input;
  const dataDescriptorId = descriptorId === undefined ? null : await descriptors.own(em, partner.id, descriptorId);
  const id = await nextNumber(em, 'order_update_feed_id_seq');
  const secret = newFeedSecret();
  const now = new Date();
  const feed = em.create(OrderUpdateFeed, {
    id,
    partnerId: partner.id,
    name: input.name,
    carrier: input.carrier ?? null,
    authentication: input.authentication,
    header: input.header ?? FEED_HEADERS[input.authentication],
    secret: cipher.encrypt(secret, placeOfSecret(id, 'secret')),
    mapping: input.mapping ?? null,
    dataDescriptorId,
    createdAt: now,
    updatedAt: now,
  });
  await em.flush();
  return { feed, secret };
}

/** Tenancy: the partner is the one that the call is made for. @throws Problem `too_many_update_feeds` */
async function assertRoom(em: UnitOfWork, partnerId: number): Promise<void> {
  const sql = sqlOf(em);
  await lockUntilCommit(sql, LOCKS.orderUpdateFeeds(partnerId));
  const { rows } = await sql.query<{ count: string }>('select count(*) from order_update_feed where partner_id = $1', [
    partnerId,
  ]);
  if (Number(rows[0]?.count) < LIMITS.orderUpdateFeeds) return;
  const name = `Partner ${formatId('partner', partnerId)}`;
  throw new Problem('too_many_update_feeds', `${name} already has ${LIMITS.orderUpdateFeeds} feeds: delete one first.`);
}
