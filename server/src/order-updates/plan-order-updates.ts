import type { SentOrderUpdate } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { nextNumbers } from '../database/sequences.ts';
import { digestOf, insertUpdates, knownUpdates } from './receive-order-updates.ts';

/** The planned outcomes of updates received one by one, and the step that stores them. */
export interface OrderUpdatesPlan {
  /** `duplicate`: the ID is known with the same content. `reused`: the ID is known with other content. */
  readonly outcomes: readonly ('received' | 'duplicate' | 'reused')[];
  /**
   * Stores the new ones, to be applied later.
   *
   * @throws Error if a concurrent call has received one of them, so that its content is unknown and the file must be
   *   retried
   */
  write(): Promise<void>;
}

/** Like `receiveOrderUpdates`, except that an update that cannot be received does not affect the others. */
export async function planOrderUpdates(
  em: UnitOfWork,
  partnerId: number,
  updates: readonly SentOrderUpdate[],
): Promise<OrderUpdatesPlan> {
  const known = await knownUpdates(em, partnerId, [...new Set(updates.map(({ update_id }) => update_id))]);
  const digests = new Map([...known].map(([id, { digest }]) => [id, digest]));
  const fresh: { update: SentOrderUpdate; digest: string }[] = [];
  const outcomes = updates.map((update) => {
    const digest = digestOf(update);
    const before = digests.get(update.update_id);
    if (before !== undefined) return before === digest ? 'duplicate' : 'reused';
    digests.set(update.update_id, digest);
    fresh.push({ update, digest });
    return 'received';
  });
  return {
    outcomes,
    write: async () => {
      if (fresh.length === 0) return;
      const numbers = await nextNumbers(em, 'order_update_id_seq', fresh.length);
      const inserted = await insertUpdates(
        em,
        partnerId,
        fresh.map((one, at) => ({ id: numbers[at] ?? 0, ...one })),
      );
      if (inserted.size < fresh.length) throw new Error('A concurrent call received an order update of the file');
    },
  };
}
