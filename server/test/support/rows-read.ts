import type { TestServer } from './server.ts';
import { until } from './until.ts';

/**
 * Counts the rows of a table with its partitions, and the entries of its indexes, that the server's statements read.
 * The result does not depend on the speed of the machine.
 *
 * @param work calls of the server; nothing else may read the table while they run
 */
export async function rowsRead(server: TestServer, table: string, work: () => Promise<unknown>): Promise<number> {
  const before = await counted(server, table);
  await work();
  return (await counted(server, table)) - before;
}

/** PostgreSQL updates the counts of an open connection at some later time, and those of a closed one when it closes. */
async function counted({ pool }: TestServer, table: string): Promise<number> {
  const ended = await pool.query<{ pid: number }>(
    `select pid, pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`,
  );
  const pids = ended.rows.map(({ pid }) => pid);
  await until(
    async () => (await pool.query('select from pg_stat_activity where pid = any($1)', [pids])).rows.length === 0,
  );
  const { rows } = await pool.query<{ read: string }>(
    `select sum(seq_tup_read + (
       select coalesce(sum(idx_tup_read), 0) from pg_stat_user_indexes where relid = tables.relid
     )) as read
     from pg_stat_user_tables tables
     where relid = $1::regclass or relid in (select inhrelid from pg_inherits where inhparent = $1::regclass)`,
    [table],
  );
  return Number(rows[0]?.read);
}
