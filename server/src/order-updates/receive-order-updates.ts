import { createHash } from 'node:crypto';
import {
  type FieldError,
  formatId,
  Problem,
  type ReceivedOrderUpdate,
  type SendOrderUpdates,
  type SentOrderUpdate,
} from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { nextNumbers } from '../database/sequences.ts';
import { actingPartnerById, type KeyPartner } from '../partners/acting-partner.ts';

/** SHA-256 of an update's content. */
export function digestOf(update: Partial<SentOrderUpdate>): string {
  return createHash('sha256').update(JSON.stringify(update)).digest('base64url');
}

/**
 * Stores order updates, to be applied later. One with a known ID and the same content is a duplicate.
 *
 * @returns one entry for each update, in their order
 * @throws Problem `validation_failed` for an ID that is known with other content; as `actingPartnerById` does
 */
export async function receiveOrderUpdates(
  em: UnitOfWork,
  caller: KeyPartner,
  { partner_id, updates }: SendOrderUpdates,
): Promise<ReceivedOrderUpdate[]> {
  const partner = await actingPartnerById(em, caller, partner_id);
  const digests = updates.map(digestOf);
  const firsts = new Map<string, number>();
  for (const [place, { update_id }] of updates.entries()) if (!firsts.has(update_id)) firsts.set(update_id, place);
  const places = [...firsts.values()];
  const numbers = await nextNumbers(em, 'order_update_id_seq', places.length);
  const rows = places.map((place, at) => ({
    id: numbers[at] ?? 0,
    update: updates[place] as SentOrderUpdate,
    digest: digests[place] ?? '',
  }));
  const inserted = await insertUpdates(em, partner.id, rows);
  const known = await knownUpdates(em, partner.id, [...firsts.keys()]);
  assertSame(updates, digests, known);
  return updates.map(({ update_id }, place) => {
    const id = known.get(update_id)?.id ?? 0;
    const isFirst = firsts.get(update_id) === place && inserted.has(id);
    return { update_id, order_update_id: formatId('orderUpdate', id), duplicate: !isFirst };
  });
}

interface NewUpdate {
  readonly id: number;
  readonly update: SentOrderUpdate;
  readonly digest: string;
}

/** Tenancy: of the partner that the call is made for. @returns the numbers of those whose IDs were not known */
export async function insertUpdates(
  em: UnitOfWork,
  partnerId: number,
  rows: readonly NewUpdate[],
): Promise<Set<number>> {
  const { rows: inserted } = await sqlOf(em).query<{ id: string }>(INSERT, [
    partnerId,
    rows.map(({ id }) => id),
    rows.map(({ update }) => update.update_id),
    rows.map(({ digest }) => digest),
    rows.map(({ update }) => JSON.stringify(update)),
    rows.map(({ update }) => update.occurred_at),
  ]);
  return new Set(inserted.map(({ id }) => Number(id)));
}

// Sorted by ID, so that two calls with the same IDs wait for each other without a deadlock.
const INSERT = `insert into order_update (id, partner_id, update_id, digest, content, occurred_at, status)
  select id, $1::bigint, update_id, digest, content, occurred_at, 'queued'
  from unnest($2::bigint[], $3::text[], $4::text[], $5::jsonb[], $6::timestamptz[])
    given (id, update_id, digest, content, occurred_at)
  order by update_id collate "C"
  on conflict (partner_id, update_id, (content is null)) do nothing
  returning id`;

/** Tenancy: of the partner that the call is made for. */
export async function knownUpdates(em: UnitOfWork, partnerId: number, updateIds: readonly string[]) {
  const { rows } = await sqlOf(em).query<{ id: string; update_id: string; digest: string | null }>(
    `select id, update_id, digest from order_update
     where partner_id = $1 and update_id = any($2::text[]) and content is not null`,
    [partnerId, updateIds],
  );
  return new Map(rows.map((row) => [row.update_id, { id: Number(row.id), digest: row.digest }]));
}

/** @throws Problem `validation_failed` */
function assertSame(
  updates: readonly SentOrderUpdate[],
  digests: readonly string[],
  known: ReadonlyMap<string, { id: number; digest: string | null }>,
): void {
  const errors = updates.flatMap(({ update_id }, place): FieldError[] => {
    const first = known.get(update_id);
    if (first?.digest === digests[place]) return [];
    const id = formatId('orderUpdate', first?.id ?? 0);
    const message = `The update_id ${update_id} was already used for ${id} with different content: use a unique update_id.`;
    return [{ path: `updates.${place}.update_id`, code: 'update_id_reused', message }];
  });
  const [first] = errors;
  if (!first) return;
  const others = errors.length === 1 ? '' : ` The same applies to ${errors.length - 1} more.`;
  throw new Problem('validation_failed', `${first.message}${others} Nothing was received.`, { errors });
}
