import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { inTransaction } from './in-transaction.ts';

/** Temporary disk space that the statements of one connection may use for sorting and hashing. */
const TEMPORARY_FILES = '2GB';

/** Between two statements, a transaction of a request waits only for its own process: a longer pause means it hangs. */
const IDLE_IN_TRANSACTION = '60s';

/**
 * Settings of connections that serve requests: time and disk limits for statements, and an idle limit for transactions,
 * so that an abandoned one does not keep its locks. Jobs run without these limits.
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

/** Only a superuser or a role with that privilege may set this limit; otherwise the operator has to set it. */
async function temporaryFiles(pool: Pool, log: Pick<Logger, 'warn'>): Promise<SessionSettings> {
  const { rows } = await pool.query<{ may_set: boolean; is_limited: boolean }>(
    `select current_setting('temp_file_limit') <> '-1' as is_limited, has_parameter_privilege('temp_file_limit', 'set') as may_set`,
  );
  if (rows[0]?.may_set) return { temp_file_limit: TEMPORARY_FILES };
  if (!rows[0]?.is_limited) {
    log.warn(
      'PostgreSQL does not limit temporary files: as a superuser, run "grant set on parameter temp_file_limit to" the role of DATABASE_URL',
    );
  }
  return {};
}

/**
 * Logs a warning for settings that a pooler does not apply to the connections that it opens.
 *
 * @param pooled connections through the pooler
 * @param direct connections to the database itself, which normalizes the values
 */
export async function checkPooledSettings(
  { pooled, direct }: { pooled: Pool; direct: Pool },
  wanted: SessionSettings,
  log: Pick<Logger, 'warn'>,
): Promise<void> {
  const settings = [Object.keys(wanted), Object.values(wanted)];
  const written = await inTransaction(direct, (client) => client.query(AS_WRITTEN, settings), { dryRun: true });
  const values = written.rows.map(({ value }) => value);
  const { rows } = await pooled.query<{ name: string; value: string }>(MISSING, [settings[0], values]);
  if (rows.length === 0) return;
  const statements = rows.map(({ name, value }) => `set ${name} = '${value}'`).join('; ');
  log.warn(
    `The pooler opens connections without the limits of requests: configure it to run on each connection: ${statements}`,
  );
}

const AS_WRITTEN = `select set_config(name, value, true) as value
  from unnest($1::text[], $2::text[]) with ordinality as wanted (name, value, place) order by place`;
const MISSING = `select name, value from unnest($1::text[], $2::text[]) as wanted (name, value)
  where current_setting(name) is distinct from value`;
