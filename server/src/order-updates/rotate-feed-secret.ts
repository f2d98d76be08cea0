import { endOfOldSecret } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import type { FieldCipher } from '../encryption/field-cipher.ts';
import { newFeedSecret, placeOfSecret } from './feed-secret.ts';
import type { OrderUpdateFeed } from './order-update-feed.entity.ts';
import { getOrderUpdateFeed } from './order-update-feeds.queries.ts';

/**
 * Replaces the secret of a feed. The old secret also authenticates pushes while it is valid; one that cannot be
 * decrypted is dropped.
 *
 * @returns the feed and its new secret, which is not shown again
 * @throws Problem `not_found`
 */
export async function rotateFeedSecret(
  em: UnitOfWork,
  cipher: FieldCipher,
  feedId: string,
  oldValidHours: number,
): Promise<{ feed: OrderUpdateFeed; secret: string }> {
  const feed = await getOrderUpdateFeed(em, feedId, 'for update');
  const { id } = feed;
  const old = cipher.decryptIfReadable(feed.secret, placeOfSecret(id, 'secret'));
  const secret = newFeedSecret();
  const end = old === null ? null : endOfOldSecret(oldValidHours, Date.now());
  feed.secret = cipher.encrypt(secret, placeOfSecret(id, 'secret'));
  feed.oldSecret = old === null || end === null ? null : cipher.encrypt(old, placeOfSecret(id, 'old_secret'));
  feed.oldSecretValidUntil = end === null ? null : new Date(end);
  await em.flush();
  return { feed, secret };
}
