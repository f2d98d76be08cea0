import type { PoolClient } from 'pg';
import { HEALTH_COLUMNS, type HealthRow } from './health-row.ts';

interface ReceiverRow extends HealthRow {
  id: string;
}

/** Which receivers of a table to lock. */
interface WantedReceivers {
  readonly table: 'webhook' | 'order_exporter';
  /** Columns to read in addition to those of {@link HealthRow}, each followed by a comma. */
  readonly columns?: string;
  /** The condition; `$1` and `$2` are `values`. */
  readonly where: string;
  readonly values: readonly [unknown[], unknown[]];
  /** Whether to wait for rows that another transaction has locked, instead of skipping them. */
  readonly waits?: boolean;
}

/**
 * Locks receivers whose health may change.
 *
 * Tenancy: of receivers that this process has sent something.
 *
 * @returns the locked rows, and the IDs of rows that another transaction has locked
 */
export async function lockReceivers<Row extends ReceiverRow>(
  client: PoolClient,
  { table, columns = '', where, values, waits = false }: WantedReceivers,
): Promise<{ locked: Row[]; busy: string[] }> {
  const { rows } = await client.query<Row & { is_locked: boolean }>(
    `with locked as materialized (
      select id, ${columns} ${HEALTH_COLUMNS} from ${table} where ${where}
      order by id for update${waits ? '' : ' skip locked'}
    )
    select wanted.id, locked.id is not null as is_locked, ${columns} ${HEALTH_COLUMNS}
    from (select id from ${table} where ${where}) wanted left join locked on locked.id = wanted.id
    order by wanted.id`,
    [...values],
  );
  return {
    locked: rows.filter(({ is_locked }) => is_locked),
    busy: rows.filter(({ is_locked }) => !is_locked).map(({ id }) => id),
  };
}
