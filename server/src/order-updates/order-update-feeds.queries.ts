import { formatId, type Page } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { findById, newestFirst } from '../database/read-entities.ts';
import { OrderUpdateFeed } from './order-update-feed.entity.ts';

/**
 * @param mode `for update` where two concurrent calls must not start from the same state
 * @throws Problem `not_found`, as for a feed that is not the caller's
 */
export function getOrderUpdateFeed(em: UnitOfWork, feedId: string, mode?: 'for update'): Promise<OrderUpdateFeed> {
  return findById(em, OrderUpdateFeed, 'Order update feed', feedId, mode);
}

/**
 * The ID of a feed that uses a data descriptor; undefined for none. Tenancy: of a descriptor that was read for the
 * caller, whose feeds are of the same partner.
 */
export async function feedWithDescriptor(em: UnitOfWork, descriptorId: number): Promise<string | undefined> {
  const [feed] = await em.find(
    OrderUpdateFeed,
    { dataDescriptorId: descriptorId },
    { orderBy: { id: 'asc' }, limit: 1 },
  );
  return feed && formatId('orderUpdateFeed', feed.id);
}

export interface FeedListing {
  /** The partner's number. */
  partner?: number | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** Newest first. */
export function listOrderUpdateFeeds(em: UnitOfWork, query: FeedListing): Promise<Page<OrderUpdateFeed>> {
  return newestFirst(em, OrderUpdateFeed, 'orderUpdateFeed', query, { partnerId: query.partner });
}
