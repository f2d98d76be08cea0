import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, inject, it } from 'vitest';
import { isConnectionFailure } from '../src/database/failures.ts';
import { inTransaction } from '../src/database/in-transaction.ts';
import { kept } from '../src/database/kept-statements.ts';
import { openDatabase } from '../src/database/orm.ts';
import { Partner } from '../src/partners/partner.entity.ts';
import { startTestServer } from './support/server.ts';

const ANSWER = kept('select $1::integer + 1 as answer');
const OTHER = 'select $1::integer + 2 as answer';
const GREETING = kept('select words from greeting');
const KEPT = `select statement, generic_plans::integer as generic, custom_plans::integer as custom
  from pg_prepared_statements where statement like 'select $1::integer%'`;

/**
 * Runs both statements ten times on one connection.
 *
 * @returns the results, and the statements that the connection has prepared
 */
async function tenTimes(pooled: boolean, { inTransactions }: { inTransactions: boolean }) {
  const database = await openDatabase(inject('resources').databaseUrl, 1, [Partner], { pooled });
  try {
    const answers: unknown[] = [];
    const run = async (sql: Pick<typeof database.pool, 'query'>) => {
      for (const statement of [ANSWER, OTHER]) answers.push((await sql.query(statement, [40])).rows[0]?.answer);
    };
    for (let time = 0; time < 10; time += 1) {
      if (inTransactions) await inTransaction(database.pool, run);
      else await run(database.pool);
    }
    return { answers: new Set(answers), kept: (await database.pool.query(KEPT)).rows };
  } finally {
    await database.close();
  }
}

it('a connection keeps a statement and, in transactions, its plan', async () => {
  const { answers, kept: statements } = await tenTimes(false, { inTransactions: true });
  expect(answers).toEqual(new Set([41, 42]));
  expect(statements).toEqual([{ statement: ANSWER, generic: 5, custom: 5 }]);
});

it('a kept statement of a read is planned for its values each time', async () => {
  const { answers, kept: statements } = await tenTimes(false, { inTransactions: false });
  expect(answers).toEqual(new Set([41, 42]));
  expect(statements).toEqual([{ statement: ANSWER, generic: 0, custom: 10 }]);
});

it('a connection is closed if its statement no longer fits the table', async () => {
  const server = await startTestServer();
  const database = await openDatabase(server.environment.DATABASE_URL ?? '', 1, [Partner]);
  const read = () => inTransaction(database.pool, (sql) => sql.query(GREETING));
  await database.pool.query('create table greeting (words text)');
  await read();
  await database.pool.query('alter table greeting alter column words type varchar(5)');
  const refused = await read().catch((error: Error) => error);
  expect(refused).toMatchObject({ message: expect.stringContaining('cached plan') });
  expect(isConnectionFailure(refused)).toBe(true);
  expect((await read()).rows).toEqual([]);
  await database.close();
});

it('nothing is kept behind a pooler', async () => {
  const { answers, kept: statements } = await tenTimes(true, { inTransactions: true });
  expect(answers).toEqual(new Set([41, 42]));
  expect(statements).toEqual([]);
});

it('no statement is named in another way, which a pooler would not support', () => {
  const sources = path.join(import.meta.dirname, '../src');
  const named = globSync('**/*.ts', { cwd: sources }).filter((file) =>
    /query(?:<[^()]*>)?\(\{[^()]*?\bname:/.test(readFileSync(path.join(sources, file), 'utf8')),
  );
  expect(named).toEqual([]);
});
