import { hash } from 'node:crypto';
import type { Pool } from 'pg';
import { isOutdatedStatement } from './failures.ts';

/** The names of the statements that connections keep, by their texts. */
const names = new Map<string, string>();

/**
 * Lets connections prepare a statement when they first run it, and keep it: parsing and planning take half of the
 * database's time for a short one. Only for constants, or texts with few variants: each takes memory on every
 * connection.
 *
 * @returns the text
 */
export function kept(text: string): string {
  if (!names.has(text)) names.set(text, hash('sha1', text, 'base64url'));
  return text;
}

/** Statements of reads are planned for their values each time: one partner has ten products, another ten million. */
export const PLANNED_EACH_TIME = { plan_cache_mode: 'force_custom_plan' };

// Those of transactions find rows by their numbers, or insert them: where PostgreSQL sees that one plan serves all
// values, it is kept.
const BEGIN = 'begin';
const BEGIN_KEEPING_PLANS = 'begin; set local plan_cache_mode = auto';

/**
 * Makes the connections of a pool keep what {@link kept} names. Not behind a pooler that changes sessions. A connection
 * whose statement no longer fits the tables, after a migration, is closed.
 */
export function keepStatements(pool: Pool): void {
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    const closeIfOutdated = (error: unknown) => {
      if (isOutdatedStatement(error)) void client.end();
    };
    client.query = ((first: unknown, ...rest: unknown[]) => {
      const running = query(asKept(first), ...rest);
      // Without a promise the pool itself runs the query, and closes the connection after any error.
      if (running instanceof Promise) running.catch(closeIfOutdated);
      return running;
    }) as typeof client.query;
  });
}

function asKept(statement: unknown): unknown {
  if (typeof statement !== 'string') return statement;
  if (statement === BEGIN) return BEGIN_KEEPING_PLANS;
  const name = names.get(statement);
  return name === undefined ? statement : { name, text: statement };
}
