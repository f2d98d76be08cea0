import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { Agent } from 'undici';
import { inTransaction } from '../../src/database/in-transaction.ts';
import { announceWith, recordEvent } from '../../src/events/record-event.ts';
import { BenchServers, OPERATOR_KEY } from '../bench-servers.ts';

// Compares deliveries of webhooks with a bare loop of undici with the same concurrency and receiver, in one run.
//
//   node bench/webhooks/run.ts [deliveries] [part]

const PART = process.argv[3];
const DELIVERIES = Number(process.argv[2] ?? 20_000);
const SUBSCRIPTIONS = 50;
const IN_FLIGHT = 5;
const RECEIVER = 'http://127.0.0.1:4185';
const print = (line: string) => process.stdout.write(`${line}\n`);
const aim = (isMet: boolean) => (isMet ? '' : ' MISSED');

process.env.WEBHOOK_ALLOW_LOOPBACK = 'true';
const servers = await BenchServers.open();
const pool = new pg.Pool({ connectionString: servers.databaseUrl });
pool.on('error', () => undefined);
const stopAnnouncing = announceWith(pool);
try {
  const ours = await servers.startOurs(4184);
  await servers.startBare('bench/webhooks/receiver.ts', 4185);
  await partner(ours);
  const parts = { costOfRecording, throughput, latency, hanging, memory };
  for (const [name, measure] of Object.entries(parts)) if (PART === undefined || PART === name) await measure(ours);
} finally {
  stopAnnouncing();
  await pool.end();
  await servers.close();
}

async function call<T>(ours: string, path: string, body: object): Promise<T> {
  const headers = { 'x-api-key': OPERATOR_KEY, 'content-type': 'application/json' };
  const response = await fetch(`${ours}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

function partner(ours: string): Promise<unknown> {
  return call(ours, '/partners', { partner_name: 'Acme Corp' });
}

/** Makes subscriptions in the place of those that are there. */
async function subscribe(ours: string, count: number, pathOf = (n: number) => `/s/${n}`): Promise<void> {
  await pool.query('truncate webhook, webhook_delivery, webhook_queue, webhook_attempt');
  for (let n = 0; n < count; n += 1)
    await call(ours, '/webhooks', {
      url: RECEIVER + pathOf(n),
      events: ['*'],
      partner_id: 'PT00001',
      max_in_flight: IN_FLIGHT,
    });
}

function record(): Promise<void> {
  return inTransaction(pool, (client) =>
    recordEvent(client, {
      type: 'order.created',
      partnerId: 1,
      data: { order_id: 'OR00001' as never, status: 'created', total_amount: 99.98, currency: 'USD' },
    }),
  );
}

async function received(): Promise<{ count: number; last: number; delays: number[] }> {
  return (await (await fetch(RECEIVER)).json()) as { count: number; last: number; delays: number[] };
}

/** Waits until so many deliveries have come. @returns when the last one did */
async function arrived(count: number): Promise<number> {
  for (let all = 0; ; await delay(50)) {
    const seen = await received();
    all += seen.count;
    if (all >= count) return seen.last;
  }
}

/** What the statement of an event costs without and with subscriptions, against the insert alone. */
async function costOfRecording(ours: string): Promise<void> {
  const plain = () =>
    inTransaction(pool, (client) =>
      client.query(
        `insert into event (event_type, partner_id, subject_id, data, occurred_at)
         values ('order.created', 1, 'OR00001', '{"order_id":"OR00001","status":"created","total_amount":99.98,"currency":"USD"}', clock_timestamp())
         returning occurred_at`,
      ),
    );
  const time = async (work: () => Promise<unknown>) => {
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 5; round += 1) {
      const start = performance.now();
      for (let n = 0; n < 400; n += 1) await work();
      best = Math.min(best, (performance.now() - start) / 400);
    }
    return best;
  };
  const alone = await time(plain);
  const none = await time(record);
  await subscribe(ours, 3);
  const three = await time(record);
  // An order's transaction takes about 2 ms of a client's time; see bench/analytics.
  print(
    `recording an event: insert alone ${alone.toFixed(2)} ms, ours ${none.toFixed(2)} ms, with 3 subscriptions ${three.toFixed(2)} ms`,
  );
}

/** Deliveries per second of one worker, against requests of a bare loop. */
async function throughput(ours: string): Promise<void> {
  const bare = await bareRate();
  await subscribe(ours, SUBSCRIPTIONS);
  for (let n = 0; n < DELIVERIES / SUBSCRIPTIONS; n += 1) await record();
  await received();
  const start = Date.now();
  const worker = await servers.startWorker();
  const began = Date.now();
  const end = await arrived(DELIVERIES);
  await worker.stop();
  const rate = (DELIVERIES / (end - Math.max(start, began - 300))) * 1_000;
  print(
    `${SUBSCRIPTIONS} subscriptions: ${rate.toFixed(0)}/s, bare loop ${bare.toFixed(0)}/s: ${(rate / bare).toFixed(2)}${aim(rate / bare >= 0.5)}`,
  );
}

async function bareRate(): Promise<number> {
  const agent = new Agent({ pipelining: 1 });
  const body = JSON.stringify({
    event_id: 'EV00001',
    event_type: 'order.created',
    occurred_at: new Date().toISOString(),
    data: { order_id: 'OR00001' },
  });
  let left = DELIVERIES;
  const start = Date.now();
  const loop = async () => {
    while (left > 0) {
      left -= 1;
      const answer = await agent.request({ origin: RECEIVER, path: '/s/0', method: 'POST', body });
      await answer.body.dump();
    }
  };
  await Promise.all(Array.from({ length: SUBSCRIPTIONS * IN_FLIGHT }, loop));
  await agent.close();
  return (DELIVERIES / (Date.now() - start)) * 1_000;
}

/** Milliseconds from event to receipt at 200 events a second. */
async function latency(ours: string): Promise<void> {
  await subscribe(ours, 1);
  const worker = await servers.startWorker();
  await delay(1_000);
  await received();
  const [perSecond, seconds] = [200, 10];
  const start = Date.now();
  const recording: Promise<void>[] = [];
  for (let n = 0; n < perSecond * seconds; n += 1) {
    await delay(Math.max(0, start + (n * 1_000) / perSecond - Date.now()));
    recording.push(record());
  }
  await Promise.all(recording);
  await delay(2_000);
  await worker.stop();
  const delays = (await received()).delays.toSorted((a, b) => a - b);
  const at = (part: number) => delays[Math.floor(delays.length * part)] ?? Number.NaN;
  print(`at ${perSecond} events/s: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms${aim(at(0.95) <= 130)}, p99 ${at(0.99)} ms`);
}

/** The rate of subscriptions that answer, with none and with 20 that hang. */
async function hanging(ours: string): Promise<void> {
  const rate = async (hung: number) => {
    await subscribe(ours, 200, (n) => (n < hung ? `/hang/${n}` : `/s/${n}`));
    for (let n = 0; n < 60; n += 1) await record();
    await received();
    const worker = await servers.startWorker();
    const start = Date.now();
    const end = await arrived(60 * (200 - hung));
    await worker.stop();
    return ((60 * (200 - hung)) / (end - start + 300)) * 1_000;
  };
  const [all, some] = [await rate(0), await rate(20)];
  const share = some / all;
  print(
    `200 subscriptions: ${all.toFixed(0)}/s, with 20 that hang ${some.toFixed(0)}/s: ${share.toFixed(2)}${aim(share >= 0.9)}`,
  );
}

/** Peak memory of a worker with few and with many deliveries waiting. */
async function memory(ours: string): Promise<void> {
  const peak = async (waiting: number) => {
    await subscribe(ours, 10);
    await pool.query(
      `with e as (
         insert into event (event_type, partner_id, subject_id, data, occurred_at)
         select 'order.created', 1, 'OR00001', '{"order_id":"OR00001"}', clock_timestamp() from generate_series(1, $1)
         returning id
       ) select count(*) from e`,
      [waiting / 10],
    );
    await received();
    const worker = await servers.startWorker(128);
    await arrived(waiting);
    const status = readFileSync(`/proc/${worker.pid}/status`, 'utf8');
    await worker.stop();
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
  };
  const [few, many] = [await peak(1_000), await peak(100_000)];
  print(`peak memory of the worker: ${few.toFixed(0)} MB with 1,000 waiting, ${many.toFixed(0)} MB with 100,000`);
}
