import pg from 'pg';
import { type Config, readConfig } from '../config/config.ts';
import { openDatabaseResources } from './open-resources.ts';
import { failureText, reachDatabase } from './start-failures.ts';

/** The resources of a command. */
export interface CommandParts {
  config: Config;
  /** Connections to the database, whether or not a server is using it. */
  pool: pg.Pool;
  /** Fires when the command is told to stop; it should end at the next safe point. */
  stop: AbortSignal;
  /** Prints a line. */
  say(line: string): void;
}

const CONNECTIONS = 2;
/** The name of a command's connections in the database. */
const APPLICATION = 'commerce-command';

/**
 * Runs a command against the database: reads the configuration, connects, prints failures as a sentence, and sets the
 * exit code: 0 where the work returns true, otherwise 1.
 */
export async function runCommand(work: (parts: CommandParts) => Promise<boolean>): Promise<void> {
  const stopped = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopped.abort());
  try {
    const well = await withDatabase((parts) => work({ ...parts, stop: stopped.signal }));
    process.exitCode = well ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${failureText(error)}\n`);
    process.exitCode = 1;
  }
}

async function withDatabase<T>(work: (parts: Omit<CommandParts, 'stop'>) => Promise<T>): Promise<T> {
  const config = readConfig();
  const resources = await openDatabaseResources(config, say);
  const pool = new pg.Pool({
    connectionString: resources.databaseUrl,
    max: CONNECTIONS,
    application_name: APPLICATION,
  });
  // The pool replaces a connection that breaks while it is idle; without a listener the error would end the process.
  pool.on('error', () => undefined);
  try {
    await reachDatabase(resources.databaseUrl, () => pool.query('select 1'));
    return await work({ config, pool, say });
  } finally {
    await pool.end();
    await resources.close();
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
