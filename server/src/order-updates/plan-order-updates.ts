import type { SentOrderUpdate } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { nextNumbers } from '../database/sequences.ts';
import { digestOf, insertUpdates, knownUpdates } from './receive-order-updates.ts';

/** What becomes of updates that are received one by one, and their receipt. */
export interface OrderUpdatesPlan {
  /** `duplicate`: it is known with the same content. `reused`: its ID is known with other content. */
  readonly outcomes: readonly ('received' | 'duplicate' | 'reused')[];
  /**
   * Receives those that are new, to be applied later.
   *
   * @throws Error where a call has received one of them meanwhile: what it says is not known, and the file is tried again
   */
  write(): Promise<void>;
}

/** Like `receiveOrderUpdates`, where an update that cannot be received does not keep the others from it. */
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
      if (inserted.size < fresh.length) throw new Error('An order update of the file was received by a call meanwhile');
    },
  };
}
