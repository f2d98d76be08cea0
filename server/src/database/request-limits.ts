import type { Pool } from 'pg';
import type { Logger } from 'pino';

/** Temporary disk space that the statements of one connection may use for sorting and hashing. */
const TEMPORARY_FILES = '2GB';

/** Between two statements of a transaction, a request waits only for its own process: a longer pause means it hangs. */
const IDLE_IN_TRANSACTION = '60s';

/**
 * The settings of connections that serve requests: limits of time and disk space for statements, and of idle time for
 * transactions, so that a forgotten one does not keep its locks. Jobs run without these limits.
 *
 * @param pool any pool of the database, to check which settings the role may change
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

/** PostgreSQL settings by name, applied when a connection is opened. */
export type SessionSettings = Record<string, string>;

/** Only a superuser, or a role that was granted the right, may set this limit; otherwise the operator has to set it. */
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
