import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PRODUCT_SORTS, type ProductSort } from '@commerce-integration/contract';
import autocannon from 'autocannon';
import pg from 'pg';
import { sealCursor } from '../../src/database/list.ts';
import { startEmbeddedPostgres } from '../../src/dev-services/postgres.ts';
import { startEmbeddedS3 } from '../../src/dev-services/s3.ts';
import { seedProducts } from './seed-products.ts';

// Compares GET /products?limit=50 over a million rows, with every sort, on page 1 and page 10,000, with a bare handler.

const ROWS = Number(process.argv[2] ?? 1_000_000);
const SECONDS = Number(process.argv[3] ?? 3);
const PAGE = 10_000;
/** The flags of `npm start` and of the image. */
const SMALL_YOUNG_SPACE = '--max-semi-space-size=8';
const LIMIT = 50;
const OPERATOR_KEY = 'operator-key-for-the-benchmark';
const OURS = 4180;
const BARE = 4181;

const COLUMN: Record<ProductSort, string> = {
  product_id: 'id',
  created_at: 'created_at',
  updated_at: 'updated_at',
  price: 'price',
  product_name: 'product_name',
  brand: 'brand',
  category: 'category',
};

const dataDir = await mkdtemp(path.join(tmpdir(), 'commerce-bench-'));
await chmod(dataDir, 0o755);
const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined });
const s3 = await startEmbeddedS3({ dataDir, bucket: 'bench' });
const children: ReturnType<typeof spawn>[] = [];
try {
  children.push(
    await startProcess('src/main.ts', 'ready', {
      PORT: String(OURS),
      DATABASE_URL: postgres.url,
      S3_ENDPOINT: s3.endpoint,
      S3_BUCKET: 'bench',
      AWS_ACCESS_KEY_ID: s3.accessKeyId,
      AWS_SECRET_ACCESS_KEY: s3.secretAccessKey,
      OPERATOR_API_KEY: OPERATOR_KEY,
      ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
      RATE_LIMIT_PER_MINUTE: '10000000',
      LOG_LEVEL: 'info',
      WORKER: 'off',
    }),
  );
  const pool = new pg.Pool({ connectionString: postgres.url });
  pool.on('error', () => undefined);
  process.stdout.write(`Seeding ${ROWS} products …\n`);
  await seedProducts(pool, ROWS);
  children.push(
    await startProcess('bench/products/bare-server.ts', 'ready', { PORT: String(BARE), DATABASE_URL: postgres.url }),
  );
  const partnerKey = await issuePartnerKey();
  await compare(pool, 'operator', OPERATOR_KEY);
  await compare(pool, 'partner', partnerKey);
  await pool.end();
} finally {
  for (const child of children) child.kill('SIGTERM');
  await Promise.all(children.map((child) => once(child, 'exit')));
  await s3.stop();
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function issuePartnerKey(): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${OURS}/partners/PT00001/api-keys`, {
    method: 'POST',
    headers: { 'x-api-key': OPERATOR_KEY, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'bench' }),
  });
  return ((await answer.json()) as { secret: string }).secret;
}

async function compare(pool: pg.Pool, caller: string, key: string): Promise<void> {
  process.stdout.write(
    `\n${caller}'s key\nsort          page    bare/s   ours/s  ratio   slower than the default sort\n`,
  );
  let defaultRate = 0;
  for (const sort of PRODUCT_SORTS) {
    for (const page of [1, Math.min(PAGE, Math.floor((ROWS * 0.9) / LIMIT) - 1)]) {
      const place = page === 1 ? undefined : await lastOfPage(pool, sort, page - 1);
      const bare = await rate(bareUrl(sort, place), {});
      const ours = await rate(oursUrl(sort, place), { 'x-api-key': key });
      defaultRate ||= ours;
      const cells = [
        sort.padEnd(13),
        String(page).padStart(6),
        bare.toFixed(0).padStart(9),
        ours.toFixed(0).padStart(8),
      ];
      const ratio = `${(ours / bare).toFixed(2)}${ours / bare >= 0.6 ? '' : ' MISSED'}`;
      const slower = `${(defaultRate / ours).toFixed(2)} x${defaultRate / ours <= 3 ? '' : ' MISSED'}`;
      process.stdout.write(`${cells.join(' ')}  ${ratio.padEnd(6)}  ${slower}\n`);
    }
  }
}

interface Place {
  value: string;
  id: number;
}

async function lastOfPage(pool: pg.Pool, sort: ProductSort, page: number): Promise<Place> {
  const column = COLUMN[sort];
  const found = await pool.query(
    `select ${column} as value, id from product where ${column} is not null order by ${column}, id offset $1 limit 1`,
    [page * LIMIT - 1],
  );
  const { value, id } = found.rows[0];
  return { value: value instanceof Date ? value.toISOString() : String(value), id: Number(id) };
}

function bareUrl(sort: ProductSort, place: Place | undefined): string {
  const query = new URLSearchParams({ sort_by: sort, ...(place ? { value: place.value, id: String(place.id) } : {}) });
  return `http://127.0.0.1:${BARE}/products?${query}`;
}

function oursUrl(sort: ProductSort, place: Place | undefined): string {
  const boundTo = { sort_by: sort, order: 'asc' };
  const cursor = place && (sort === 'product_id' ? `PR${place.id}` : sealCursor(boundTo, [place.value, place.id]));
  const query = new URLSearchParams({ limit: String(LIMIT), sort_by: sort, ...(cursor ? { cursor } : {}) });
  return `http://127.0.0.1:${OURS}/products?${query}`;
}

/** Requests per second, after a short warm-up. */
async function rate(url: string, headers: Record<string, string>): Promise<number> {
  await autocannon({ url, headers, connections: 8, duration: 1 });
  const run = await autocannon({ url, headers, connections: 8, duration: SECONDS });
  if (run.non2xx > 0 || run.errors > 0)
    throw new Error(`${url} answered ${run.non2xx} refusals and ${run.errors} errors`);
  return run.requests.average;
}

async function startProcess(script: string, ready: string, environment: Record<string, string>) {
  const child = spawn(process.execPath, [SMALL_YOUNG_SPACE, script], {
    cwd: path.join(import.meta.dirname, '../..'),
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
    child.stdout.on('data', (text: Buffer) => {
      if (text.includes(ready)) resolve();
    });
  });
  return child;
}
