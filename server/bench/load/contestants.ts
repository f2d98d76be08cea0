import { execFile, spawnSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { parse } from 'csv-parse';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** The result of one load. */
export interface Run {
  seconds: number;
  /** Peak memory of the process, if it is measured. */
  peakMb?: number;
}

/** A way to load a feed file into the catalogue of partner 1. */
export type Contestant = (url: string, file: string) => Promise<Run>;

const run = promisify(execFile);
const PSQL = 'psql';
const COLUMNS = ['sku', 'product_name', 'description', 'brand', 'category', 'price', 'currency', 'availability'];
const VALUES = COLUMNS.slice(1);

/** On a conflict: update rows that differ, and leave the others unchanged. */
const UPSERT = `on conflict (partner_id, sku) do update
  set (${VALUES}, feed_id, updated_at) = row(${VALUES.map((name) => `excluded.${name}`)}, excluded.feed_id, now())
  where (${VALUES.map((name) => `product.${name}`)}) is distinct from (${VALUES.map((name) => `excluded.${name}`)})`;
const INSERT = `insert into product (partner_id, feed_id, ${COLUMNS}, created_at, updated_at)`;

/** Our load, in a process with the flags of the server. */
export const ours: Contestant = async (url, file) => {
  const script = path.join(import.meta.dirname, 'load-once.ts');
  const { stdout } = await run(process.execPath, ['--max-semi-space-size=8', script, url, file]);
  return JSON.parse(stdout) as Run;
};

const STAGE = `create temp table feed_row (${COLUMNS.map((name) => `${name} text`)})`;
const COPY = `feed_row (${COLUMNS}) from`;
const MERGE = `${INSERT} select 1, 1, ${COLUMNS.map((name) => (name === 'price' ? 'price::numeric' : name))}, now(), now()
  from feed_row ${UPSERT}`;

/**
 * Baseline (a): `\copy` into a staging table and one guarded upsert. With psql if available, otherwise the same from
 * Node.
 */
export const plainPsql: Contestant = async (url, file) => {
  const began = performance.now();
  if (spawnSync(PSQL, ['--version']).status === 0) {
    const script = ['begin', STAGE, `\\copy ${COPY} '${file}' csv header`, MERGE.replaceAll('\n', ' '), 'commit'];
    await run(PSQL, ['-q', '-v', 'ON_ERROR_STOP=1', url, ...script.flatMap((command) => ['-c', command])]);
  } else {
    const client = await connect(url);
    await client.query('begin');
    await client.query(STAGE);
    await pipeline(createReadStream(file), client.query(copyFrom(`copy ${COPY} stdin csv header`)));
    await client.query(MERGE);
    await client.query('commit');
    await client.end();
  }
  return since(began);
};

const BATCH = 1_000;

/** Baseline (b): a good straightforward implementation: csv-parse, and batches in one transaction. */
export const batches: Contestant = async (url, file) => {
  const began = performance.now();
  const client = await connect(url);
  await client.query('begin');
  let rows: string[][] = [];
  for await (const row of createReadStream(file).pipe(parse({ from_line: 2 }))) {
    rows.push(row as string[]);
    if (rows.length < BATCH) continue;
    await upsert(client, rows);
    rows = [];
  }
  if (rows.length > 0) await upsert(client, rows);
  await client.query('commit');
  await client.end();
  return since(began);
};

async function upsert(client: pg.Client, rows: string[][]): Promise<void> {
  const values = rows.map(
    (_, row) => `(1, 1, ${COLUMNS.map((__, at) => `$${row * COLUMNS.length + at + 1}`)}, now(), now())`,
  );
  // The name makes it a prepared statement, which is planned once.
  await client.query({
    name: `upsert ${rows.length}`,
    text: `${INSERT} values ${values} ${UPSERT}`,
    values: rows.flat(),
  });
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

function since(began: number): Run {
  return { seconds: (performance.now() - began) / 1000 };
}
