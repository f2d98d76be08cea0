import { formatId } from '@commerce-integration/contract';
import { usedByFeed } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { feedWithDescriptor } from '../order-updates/order-update-feeds.queries.ts';
import type { DescriptorUses } from './used-descriptors.ts';

/** Feeds of order updates, which read files with descriptors. */
export const feedUses: DescriptorUses = {
  assertUnused,
  async followChange(em, id, { entity }) {
    if (entity !== 'order_update') await assertUnused(em, id);
  },
};

async function assertUnused(em: UnitOfWork, id: number): Promise<void> {
  const feedId = await feedWithDescriptor(em, id);
  if (feedId !== undefined) throw usedByFeed(formatId('dataDescriptor', id), feedId);
}
