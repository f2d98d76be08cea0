import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { adminUrl, createDatabase, dropDatabase, TEMPLATE, urlOf } from '../support/databases.ts';

export interface TestDatabase {
  pool: pg.Pool;
  close(): Promise<void>;
}

/** A database of its own with all tables and no rows. */
export async function testDatabase(): Promise<TestDatabase> {
  const { databaseUrl } = inject('resources');
  const name = `load_${randomBytes(6).toString('hex')}`;
  await createDatabase(adminUrl(databaseUrl), name, TEMPLATE);
  const pool = new pg.Pool({ connectionString: urlOf(databaseUrl, name), max: 6 });
  pool.on('error', () => undefined);
  return {
    pool,
    async close() {
      await pool.end();
      await dropDatabase(adminUrl(databaseUrl), name);
    },
  };
}
