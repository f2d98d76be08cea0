import { hash } from 'node:crypto';
import type { Pool } from 'pg';
import { isOutdatedStatement } from './failures.ts';

/** The names of kept prepared statements, by their text. */
const names = new Map<string, string>();

/**
 * Lets connections prepare a statement when they first run it, and keep it: for a short one, parsing and planning take
 * half of the database's time. Only for constants, or texts with few variants: each takes memory on every connection.
 *
 * @returns the text
 */
export function kept(text: string): string {
  if (!names.has(text)) names.set(text, hash('sha1', text, 'base64url'));
  return text;
}

/**
 * Statements of reads are planned for their actual values each time: one partner has ten products, another ten million.
 */
export const PLANNED_EACH_TIME = { plan_cache_mode: 'force_custom_plan' };

// Statements of transactions find rows by number, or insert them: PostgreSQL keeps a generic plan once it sees that one
// plan serves all values.
const BEGIN = 'begin';
const BEGIN_KEEPING_PLANS = 'begin; set local plan_cache_mode = auto';

/**
 * Makes the connections of a pool keep the statements named by {@link kept}. Not for use behind a pooler that switches
 * sessions. Closes a connection whose prepared statement no longer fits the tables after a migration.
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
