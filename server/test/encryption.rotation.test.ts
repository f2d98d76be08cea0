import type { Customer } from '@commerce-integration/contract';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { SEALED_COLUMNS } from '../src/customers/sealed-address.ts';
import { parseEncryptionKeys } from '../src/encryption/encryption-keys.ts';
import { FieldCipher } from '../src/encryption/field-cipher.ts';
import { reEncrypt, valuesUnderOtherKeys } from '../src/encryption/re-encrypt.ts';
import { atEnd } from './support/at-end.ts';
import { startCommand } from './support/command.ts';
import { makeAddress, makeCustomer } from './support/customers.ts';
import { lockWaiters } from './support/held-rows.ts';
import { ENCRYPTION_KEYS, freshEnvironment, startTestServer, type TestServer } from './support/server.ts';
import { until } from './support/until.ts';

const NEW_KEY = `k2:${Buffer.alloc(32, 'second key of the tests').toString('base64')}`;
const NEW_FIRST = `${NEW_KEY},${ENCRYPTION_KEYS}`;
const cipherOf = (keys: string) => new FieldCipher(parseEncryptionKeys(keys).keys);
const never = new AbortController().signal;

/** Thousands of customers under the old key; customer n has the address `customer-n@example.com`. */
async function seed(pool: pg.Pool, count: number): Promise<void> {
  const cipher = cipherOf(ENCRYPTION_KEYS);
  const { rows } = await pool.query<{ id: string }>(
    `select nextval('customer_id_seq') as id from generate_series(1, $1::integer)`,
    [count],
  );
  const ids = rows.map(({ id }) => Number(id));
  const sealed = (column: string, clear: (id: number) => string) =>
    ids.map((id) => cipher.encrypt(clear(id), { table: 'customer', id, column }));
  await pool.query(
    `insert into customer (id, first_name, last_name, email, phone, created_at, updated_at)
     select id, 'Seed', 'Seed', email, phone, now(), now() from unnest($1::bigint[], $2::text[], $3::text[]) as v(id, email, phone)`,
    [ids, sealed('email', (id) => `customer-${id}@example.com`), sealed('phone', (id) => `555 010 ${10_000 + id}`)],
  );
}

async function keysInUse(pool: pg.Pool): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ key: string; n: number }>(
    `select split_part(value, '.', 1) as key, count(*)::integer as n
     from (select email as value from customer union all select phone from customer union all
       select unnest(array[address_line1, address_line2, postal_code]) from customer_address) v
     where value is not null group by 1`,
  );
  return Object.fromEntries(rows.map(({ key, n }) => [key, n]));
}

/**
 * Reads every customer with a cipher, and checks the address.
 *
 * @returns how many were read
 */
async function readAll(pool: pg.Pool, keys: string): Promise<number> {
  const cipher = cipherOf(keys);
  const { rows } = await pool.query<{ id: string; email: string }>(`select id, email from customer`);
  const read = rows.map((row) => ({
    id: row.id,
    email: cipher.decrypt(row.email, { table: 'customer', id: Number(row.id), column: 'email' }),
  }));
  return read.filter(({ id, email }) => email === `customer-${id}@example.com`).length;
}

async function commandConnections(pool: pg.Pool): Promise<number> {
  const { rowCount } = await pool.query(
    `select 1 from pg_stat_activity where datname = current_database() and application_name = 'commerce-command'`,
  );
  return rowCount ?? 0;
}

/** An environment, and a pool of connections to its database. */
async function freshDatabase(): Promise<{ environment: Record<string, string>; pool: pg.Pool }> {
  const environment = await freshEnvironment({ ENCRYPTION_KEYS: NEW_FIRST });
  const pool = new pg.Pool({ connectionString: environment.DATABASE_URL, max: 4 });
  pool.on('error', () => undefined);
  atEnd(() => pool.end());
  return { environment, pool };
}

const rotate = (environment: Record<string, string>) => startCommand('rotate-encryption-keys', environment);

describe('a rotation of keys', () => {
  it('re-encrypts everything during calls, and loses none of them', async () => {
    const server = await startTestServer({ ENCRYPTION_KEYS: NEW_FIRST });
    await seed(server.pool, 5_000);
    const traffic = keepCalling(server);
    const { output, code } = await rotate(server.environment).ended;
    const { made, deleted, wrong } = await traffic.stop();
    expect(wrong).toEqual([]);
    expect(output).toMatch(/^Re-encrypting with key k2\.\n/);
    expect(output).toMatch(/\nNo value is left under key k1: it may be removed now\.\n$/);
    expect(code).toBe(0);
    expect(Object.keys(await keysInUse(server.pool))).toEqual(['k2']);
    expect(made.length).toBeGreaterThan(5);
    expect(deleted.length).toBeGreaterThan(5);

    const after = await startTestServer({ ...server.environment, ENCRYPTION_KEYS: NEW_KEY });
    for (const customer of made) {
      expect((await after.call(`/customers/${customer.customer_id}`)).body).toEqual(customer);
    }
    for (const id of deleted) expect((await after.call(`/customers/${id}`)).status).toBe(404);
    expect(await readAll(server.pool, NEW_KEY)).toBe(5_000 - deleted.length);
  }, 90_000);

  it('that is killed halfway leaves every value readable, and can be run again to finish', async () => {
    const { environment, pool } = await freshDatabase();
    await seed(pool, 20_000);
    const first = rotate(environment);
    await until(async () => (await keysInUse(pool)).k2, 30_000);
    first.process.kill('SIGKILL');
    await first.ended;
    // The database may still be executing its last statement.
    await until(async () => (await commandConnections(pool)) === 0, 10_000);
    const half = await keysInUse(pool);
    expect(half.k1).toBeGreaterThan(0);
    expect(half.k2).toBeGreaterThan(0);
    expect(await readAll(pool, NEW_FIRST)).toBe(20_000);

    const again = await rotate(environment).ended;
    expect(again.code).toBe(0);
    expect(again.output).toContain(`Values re-encrypted: ${half.k1}.`);
    expect(await keysInUse(pool)).toEqual({ k2: 40_000 });
    expect(await readAll(pool, NEW_KEY)).toBe(20_000);
  }, 90_000);

  it('that is stopped ends after its batch, and says that it is not done', async () => {
    const { environment, pool } = await freshDatabase();
    await seed(pool, 20_000);
    const first = rotate(environment);
    await until(async () => (await keysInUse(pool)).k2, 30_000);
    first.process.kill('SIGTERM');
    const { output, code } = await first.ended;
    expect(output).toContain('Stopped before the end. Run it again to go on from here.');
    expect(code).toBe(1);
  }, 60_000);

  it('twice concurrently re-encrypts each value once', async () => {
    const { pool } = await freshDatabase();
    await seed(pool, 2_000);
    const options = { batchRows: 50, stop: never, progress: () => undefined };
    const both = await Promise.all([1, 2].map(() => reEncrypt(pool, cipherOf(NEW_FIRST), SEALED_COLUMNS, options)));
    expect(both.reduce((sum, { reEncrypted }) => sum + reEncrypted, 0)).toBe(4_000);
    expect(await readAll(pool, NEW_KEY)).toBe(2_000);
  });

  it('waits for a concurrent write, and keeps it', async () => {
    const { pool } = await freshDatabase();
    await seed(pool, 3);
    const place = { table: 'customer', id: 2, column: 'email' };
    const writer = await pool.connect();
    await writer.query('begin');
    const written = cipherOf(ENCRYPTION_KEYS).encrypt('written@example.com', place);
    await writer.query('update customer set email = $1 where id = 2', [written]);
    const options = { batchRows: 500, stop: never, progress: () => undefined };
    const rotation = reEncrypt(pool, cipherOf(NEW_FIRST), SEALED_COLUMNS, options);
    await lockWaiters({ pool }, /customer/);
    await writer.query('commit');
    writer.release();
    expect((await rotation).reEncrypted).toBe(6);
    const { rows } = await pool.query('select email from customer where id = 2');
    expect(cipherOf(NEW_KEY).decrypt(rows[0].email, place)).toBe('written@example.com');
  });

  it('skips unreadable values, re-encrypts the rest, and says so', async () => {
    const { environment, pool } = await freshDatabase();
    await seed(pool, 5);
    const lost = cipherOf(`k0:${Buffer.alloc(32, 'a lost key').toString('base64')}`);
    await pool.query('update customer set email = $1 where id = 1', [
      lost.encrypt('a', { table: 'customer', id: 1, column: 'email' }),
    ]);
    await pool.query('update customer set email = (select email from customer where id = 4) where id = 3');
    await pool.query(`update customer set phone = 'a clear phone' where id = 5`);
    const before = (await pool.query('select * from customer where id in (1, 3) order by id')).rows;
    const { output, code } = await rotate(environment).ended;
    expect(code).toBe(1);
    expect(output).toContain('Values re-encrypted: 7.');
    expect(output).toContain('Values that could not be read, and stay as they are: 3. The first of them:');
    expect(output).toContain('email of customer 1 is encrypted with key k0, which ENCRYPTION_KEYS does not have.');
    expect(output).toContain('email of customer 3 was changed or moved, or k1 is not the key it was encrypted with.');
    expect(output).toContain('phone of customer 5 does not hold an encrypted value.');
    expect(output).toContain('Values left under key k1: 1.');
    expect(output).toContain('Values left that are not encrypted: 1.');
    expect(output).not.toContain('may be removed');
    expect(output).not.toContain('a clear phone');
    const after = (await pool.query('select * from customer where id in (1, 3) order by id')).rows;
    expect(after.map(({ email }) => email)).toEqual(before.map(({ email }) => email));
    expect(await valuesUnderOtherKeys(pool, cipherOf(NEW_KEY), SEALED_COLUMNS)).toEqual(
      new Map([
        ['k0', 1],
        ['k1', 1],
        [null, 1],
      ]),
    );
  });

  it('reports what prevents it from starting', async () => {
    const { environment } = await freshDatabase();
    const wrong = await rotate({ ...environment, ENCRYPTION_KEYS: 'k1:short' }).ended;
    expect(wrong.code).toBe(1);
    expect(wrong.output).toBe('The configuration has 1 problem:\n  ENCRYPTION_KEYS: key k1 is not base64\n');
    const away = await rotate({ ...environment, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }).ended;
    const sentence =
      'The database at 127.0.0.1:1 cannot be reached (ECONNREFUSED): start it, or correct DATABASE_URL.\n';
    expect(away).toEqual({ code: 1, output: sentence });
  });
});

/** Creates, reads, changes and deletes customers until it is stopped. */
function keepCalling(server: TestServer) {
  const seen = { made: [] as Customer[], deleted: [] as string[], wrong: [] as string[] };
  let going = true;
  const worker = async (first: number) => {
    for (let at = first; going; at += 4) {
      const made = await makeCustomer(server, { email: `made-${at}@example.com` });
      seen.made.push(made);
      await makeAddress(server, made.customer_id);
      const old = `CU${String(at).padStart(5, '0')}`;
      const page = await server.call(`/customers?limit=100&cursor=CU${String(at + 100).padStart(5, '0')}`);
      const { status } = await server.call(`/customers/${old}`, { method: 'DELETE' });
      if (status === 204) seen.deleted.push(old);
      if (page.status !== 200 || status !== 204) seen.wrong.push(`${page.status} ${status}`);
    }
  };
  const workers = Promise.all([1, 2, 3, 4].map(worker));
  return {
    async stop() {
      going = false;
      await workers;
      return seen;
    },
  };
}
