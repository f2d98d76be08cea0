import { formatId, type IdKind, idNumber, type Page, Problem } from '@commerce-integration/contract';
import { cursorNumber, toPage } from '@commerce-integration/contract/rules';
import {
  type EntityClass,
  type FilterQuery,
  LockMode,
  type ObjectQuery,
  type QueryOrderMap,
} from '@mikro-orm/postgresql';
import type { UnitOfWork } from './queryable.ts';

/**
 * The row with an ID.
 *
 * @param name what the row is, as the beginning of a sentence
 * @param mode `for update` locks the row until the end of the transaction, and reads what others wrote before
 * @throws Problem `not_found`, as for a row that the caller may not see
 */
export async function findById<Row extends { id: number }>(
  em: UnitOfWork,
  entity: EntityClass<Row>,
  name: string,
  id: string,
  mode?: 'for update',
): Promise<Row> {
  const lock = mode === undefined ? {} : { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true };
  const row = await em.findOne(entity, { id: idNumber(id) } as FilterQuery<Row>, lock);
  if (!row) throw new Problem('not_found', `${name} ${id} not found.`);
  return row;
}

/** Conditions on the rows of an entity; undefined ones are left out. */
type Conditions<Row> = { [Name in keyof ObjectQuery<Row>]?: ObjectQuery<Row>[Name] | undefined };

/**
 * A page of an entity's rows, newest first. The cursor is the ID of the page's last row.
 *
 * @param kind the kind of the rows' IDs
 * @throws Problem `invalid_cursor`
 */
export async function newestFirst<Row extends { id: number }>(
  em: UnitOfWork,
  entity: EntityClass<Row>,
  kind: IdKind,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  conditions: Conditions<NoInfer<Row>>,
): Promise<Page<Row>> {
  const before = cursorNumber(cursor, kind);
  const given = Object.fromEntries(Object.entries(conditions).filter(([, value]) => value !== undefined));
  const where = { ...given, ...(before === undefined ? {} : { id: { $lt: before } }) } as FilterQuery<Row>;
  // The compiler does not know that a generic entity can be ordered by its ID.
  const orderBy = { id: 'desc' } as QueryOrderMap<Row>;
  const rows = await em.find(entity, where, { orderBy, limit: limit + 1 });
  return toPage(
    rows,
    limit,
    (row) => row,
    (row) => formatId(kind, row.id),
  );
}
