import type { Pool } from 'pg';
import type { Logger } from 'pino';

/** Bytes that the statements of one connection may sort or collect on disk, beside what they take of memory. */
const TEMPORARY_FILES = '2GB';

/** A transaction of a request waits for its own process alone: longer than this, and the process has hung. */
const IDLE_IN_TRANSACTION = '60s';

/**
 * The settings of connections that serve requests, as against those of jobs, which take as long as their feed is large:
 * no statement goes on for ever, none fills the disk, and no transaction that was forgotten keeps its locks.
 *
 * @param pool any of the database's, to ask what the role may set
 */
export async function requestLimits(
  pool: Pool,
  statementSeconds: number,
  log: Pick<Logger, 'warn'>,
): Promise<SessionSettings> {
  return {
    statement_timeout: `${statementSeconds}s`,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION,
    ...(await temporaryFiles(pool, log)),
  };
}

/** PostgreSQL's settings by name, for a connection from its start on. */
export type SessionSettings = Record<string, string>;

/** Only a superuser sets this limit, or a role that was granted to: elsewhere it is the operator's to set. */
async function temporaryFiles(pool: Pool, log: Pick<Logger, 'warn'>): Promise<SessionSettings> {
  const { rows } = await pool.query<{ may_set: boolean; is_limited: boolean }>(
    `select current_setting('temp_file_limit') <> '-1' as is_limited, has_parameter_privilege('temp_file_limit', 'set') as may_set`,
  );
  if (rows[0]?.may_set) return { temp_file_limit: TEMPORARY_FILES };
  if (!rows[0]?.is_limited) {
    log.warn(
      'PostgreSQL limits no temporary files: have a superuser run "grant set on parameter temp_file_limit to" the role of DATABASE_URL',
    );
  }
  return {};
}
