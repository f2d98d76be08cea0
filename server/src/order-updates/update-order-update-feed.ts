import type { UpdateOrderUpdateFeed } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import type { FeedDescriptors } from './feed-descriptors.ts';
import type { OrderUpdateFeed } from './order-update-feed.entity.ts';
import { getOrderUpdateFeed } from './order-update-feeds.queries.ts';

/**
 * Changes the given fields. A mapping replaces a data descriptor, and vice versa.
 *
 * @throws Problem `not_found`; as {@link FeedDescriptors.own} does
 */
export async function updateOrderUpdateFeed(
  em: UnitOfWork,
  descriptors: FeedDescriptors,
  feedId: string,
  { name, carrier, header, mapping, data_descriptor_id: descriptorId }: UpdateOrderUpdateFeed,
): Promise<OrderUpdateFeed> {
  const { partnerId } = await getOrderUpdateFeed(em, feedId);
  // Locks the descriptor before the feed, like the deletion of a descriptor, which then looks for its feeds.
  const ownDescriptor = descriptorId === undefined ? undefined : await descriptors.own(em, partnerId, descriptorId);
  const feed = await getOrderUpdateFeed(em, feedId, 'for update');
  if (name !== undefined) feed.name = name;
  if (carrier !== undefined) feed.carrier = carrier;
  if (header !== undefined) feed.header = header;
  if (mapping !== undefined) {
    feed.mapping = mapping;
    feed.dataDescriptorId = null;
  }
  if (ownDescriptor !== undefined) {
    feed.dataDescriptorId = ownDescriptor;
    feed.mapping = null;
  }
  await em.flush();
  return feed;
}

/** Deletes a feed and keeps its pushes. @throws Problem `not_found` */
export async function deleteOrderUpdateFeed(em: UnitOfWork, feedId: string): Promise<void> {
  em.remove(await getOrderUpdateFeed(em, feedId));
  await em.flush();
}
