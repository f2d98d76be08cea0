import { type OrderUpdateFeed as FeedShape, formatId } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { partnerNames } from '../partners/partners.queries.ts';
import type { OrderUpdateFeed } from './order-update-feed.entity.ts';

/** Feeds in the contract's shape, with the names of their partners. */
export async function presentFeeds(em: UnitOfWork, feeds: readonly OrderUpdateFeed[]): Promise<FeedShape[]> {
  const names = await partnerNames(
    em,
    feeds.map(({ partnerId }) => partnerId),
  );
  return feeds.map((feed) => ({
    order_update_feed_id: formatId('orderUpdateFeed', feed.id),
    partner_id: formatId('partner', feed.partnerId),
    partner_name: names.get(feed.partnerId) ?? '',
    name: feed.name,
    carrier: feed.carrier ?? null,
    authentication: feed.authentication,
    header: feed.header,
    mapping: feed.mapping ?? null,
    data_descriptor_id: feed.dataDescriptorId == null ? null : formatId('dataDescriptor', feed.dataDescriptorId),
    old_secret_valid_until: validUntil(feed),
    created_at: feed.createdAt.toISOString(),
    updated_at: feed.updatedAt.toISOString(),
  }));
}

export async function presentFeed(em: UnitOfWork, feed: OrderUpdateFeed): Promise<FeedShape> {
  const [shown] = await presentFeeds(em, [feed]);
  return shown as FeedShape;
}

/** When the old secret ends; null where there is none, or it has ended. */
function validUntil({ oldSecretValidUntil }: OrderUpdateFeed): string | null {
  const isValid = oldSecretValidUntil && oldSecretValidUntil.getTime() > Date.now();
  return isValid ? oldSecretValidUntil.toISOString() : null;
}
