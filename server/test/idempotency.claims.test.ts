import type { FeedAccepted, Page, Partner, ProblemBody, UploadTicket } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { bucketKeys } from './support/bucket.ts';
import { HeldTable } from './support/held-table.ts';
import { maintenanceOf } from './support/maintenance.ts';
import { END, filePart, RawUpload, textPart } from './support/raw-request.ts';
import { type Answer, startTestServer } from './support/server.ts';
import { until } from './support/until.ts';
import { WorkerProcess } from './support/worker-process.ts';

const server = await startTestServer({ WORKER: 'off' });
const { pool } = server;
const keyed = (key: string) => ({ headers: { 'idempotency-key': key } });
const CSV = 'sku,product_name\nA,One\n';

const openUpload = <T = UploadTicket>(partner: { key: string }, key: string) =>
  server.call<T>('/feeds/upload-url', { body: { file_name: 'a.csv' }, key: partner.key, ...keyed(key) });

const feedsOf = async ({ key }: { key: string }) => (await server.call<Page<unknown>>('/feeds', { key })).body.count;

/** Makes the claim of a key look as if it was last renewed so many seconds ago. */
const silent = (key: string, seconds: number) =>
  pool.query(`update idempotency_key set claimed_at = now() - make_interval(secs => $2) where key = $1`, [
    key,
    seconds,
  ]);

const claimed = (key: string) =>
  until(async () => (await pool.query('select 1 from idempotency_key where key = $1', [key])).rowCount);

/**
 * Repeats a call with a key while the response says that the first call is running. Undefined once the repetition
 * itself runs.
 */
async function takeOver<T>(key: string, call: () => Promise<Answer<T>>, atWork: () => Promise<boolean>) {
  return until(async () => {
    // The process of the first call is alive and renews its claim every few seconds, so the claim is aged each time.
    await silent(key, 21);
    const second = call();
    const refused = await Promise.race([
      second.then(({ status }) => status === 409),
      until(atWork, 20_000).then(() => false),
    ]);
    return !refused && { second };
  });
}

describe('a long first call', () => {
  it('keeps its key: a repetition is refused meanwhile, and the first has its outcome', async () => {
    const partner = await server.partner('Slow Call');
    const held = await HeldTable.of(server, 'feed');
    const first = openUpload(partner, 'slow');
    await held.untilWaiting(1);
    const repeat = await openUpload<ProblemBody>(partner, 'slow');
    expect(repeat.body).toMatchObject({ status: 409, code: 'idempotency_in_progress' });
    expect(repeat.headers.get('retry-after')).toBe('1');
    await held.release();
    expect((await first).status).toBe(201);
    const after = await openUpload(partner, 'slow');
    expect(after.body).toEqual((await first).body);
    expect(after.headers.get('idempotent-replayed')).toBe('true');
    expect(await feedsOf(partner)).toBe(1);
  });

  it('keeps its key even longer than the timeout for dead processes', async () => {
    const partner = await server.partner('Very Slow Call');
    const held = await HeldTable.of(server, 'feed');
    const first = openUpload(partner, 'very slow');
    await held.untilWaiting(1);
    await silent('very slow', 19);
    await until(async () => {
      const fresh = `select 1 from idempotency_key where key = 'very slow' and claimed_at > now() - interval '5 seconds'`;
      return (await pool.query(fresh)).rowCount;
    });
    expect((await openUpload(partner, 'very slow')).status).toBe(409);
    await held.release();
    expect((await first).status).toBe(201);
  });

  it('rolls back when its key was taken over while it was suspended', async () => {
    const partner = await server.partner('Stalled Call');
    const held = await HeldTable.of(server, 'feed');
    const first = openUpload<ProblemBody>(partner, 'stalled');
    await held.untilWaiting(1);
    const { second } = await takeOver(
      'stalled',
      () => openUpload(partner, 'stalled'),
      async () => (await held.waiting()) >= 2,
    );
    await held.release();
    expect((await second).status).toBe(201);
    expect((await first).body).toMatchObject({ status: 409, code: 'idempotency_in_progress' });
    expect(await feedsOf(partner)).toBe(1);
    expect((await openUpload(partner, 'stalled')).body).toEqual((await second).body);
  });

  it('leaves no file behind when the key of its upload was taken over', async () => {
    const first = new RawUpload(server.url, keyed('stalled upload').headers);
    first.send(textPart('partner_name', 'Stalled Upload'));
    await claimed('stalled upload');
    const upload = () => server.upload(CSV, { fields: { partner_name: 'Stalled Upload' }, ...keyed('stalled upload') });
    const feeds = async () => (await server.call<Page<unknown>>('/feeds?partner_name=Stalled%20Upload')).body.count;
    const { second } = await takeOver('stalled upload', upload, async () => (await feeds()) > 0);
    expect((await second).status).toBe(201);
    expect(await first.end(filePart(CSV) + END)).toBe(409);
    expect((await bucketKeys(server.environment)).filter((key) => key.includes('/stalled-upload/'))).toHaveLength(1);
    expect(await feeds()).toBe(1);
  });
});

describe("a dead process's key", () => {
  it('is free after 20 seconds without a refresh, and not before', async () => {
    const partner = await server.partner('Dead Process');
    const process = await WorkerProcess.start(server.environment, 'off');
    const held = await HeldTable.of(server, 'feed');
    const lost = fetch(`${process.url}/feeds/upload-url`, {
      method: 'POST',
      headers: { 'x-api-key': partner.key, 'content-type': 'application/json', ...keyed('dead').headers },
      body: JSON.stringify({ file_name: 'a.csv' }),
    }).catch((error: Error) => error);
    await held.untilWaiting(1);
    await process.kill();
    expect(await lost).toBeInstanceOf(Error);
    await held.release();
    await silent('dead', 15);
    expect((await openUpload<ProblemBody>(partner, 'dead')).body).toMatchObject({ code: 'idempotency_in_progress' });
    await silent('dead', 21);
    expect((await openUpload(partner, 'dead')).status).toBe(201);
    expect(await feedsOf(partner)).toBe(1);
  });
});

describe('ten concurrent uploads with one key', () => {
  it('create one feed with one file; all get it, or that it is in progress', async () => {
    const upload = () => server.upload(CSV, { fields: { partner_name: 'Ten At Once' }, ...keyed('ten') });
    const held = await HeldTable.of(server, 'feed');
    let refused = 0;
    const answers = Array.from({ length: 10 }, async () => {
      const answer = await upload();
      if (answer.status === 409) refused += 1;
      return answer;
    });
    await until(async () => refused === 9);
    await held.release();
    const all = await Promise.all(answers);
    const made = all.filter(({ status }) => status === 201);
    expect(made).toHaveLength(1);
    for (const { status, body, headers } of all.filter((answer) => answer !== made[0])) {
      expect(body).toMatchObject({ status, code: 'idempotency_in_progress' });
      expect(headers.get('retry-after')).toBe('1');
    }
    const again = await Promise.all(Array.from({ length: 10 }, upload));
    expect(again.map(({ status, body }) => [status, body])).toEqual(again.map(() => [201, made[0]?.body]));
    const feeds = await server.call<Page<FeedAccepted>>('/feeds?partner_name=Ten%20At%20Once');
    expect(feeds.body.items.map(({ feed_id }) => feed_id)).toEqual([made[0]?.body.feed_id]);
    expect((await bucketKeys(server.environment)).filter((key) => key.includes('/ten-at-once/'))).toHaveLength(1);
  });
});

describe('a key', () => {
  const madeAgo = (key: string, interval: string) =>
    pool.query(`update idempotency_key set created_at = now() - $2::interval where key = $1`, [key, interval]);
  const create = <T = Partner>(key: string, partner_name: string) =>
    server.call<T>('/partners', { body: { partner_name }, ...keyed(key) });

  it('keeps its outcome for 24 hours, and is free afterwards', async () => {
    const first = await create('day', 'First Of The Day');
    await madeAgo('day', '23 hours 59 minutes');
    expect((await create('day', 'First Of The Day')).body).toEqual(first.body);
    expect((await create<ProblemBody>('day', 'Another')).body.code).toBe('idempotency_key_reused');
    await madeAgo('day', '24 hours 1 second');
    const next = await create('day', 'Next Day');
    expect(next.status).toBe(201);
    expect(next.headers.get('idempotent-replayed')).toBeNull();
    expect((await create('day', 'Next Day')).body).toEqual(next.body);
  });

  it('is deleted then, and not before', async () => {
    const { clear } = await maintenanceOf(server);
    await create('forgotten', 'Forgotten Key');
    await create('remembered', 'Remembered Key');
    await madeAgo('forgotten', '24 hours 1 minute');
    await madeAgo('remembered', '23 hours 59 minutes');
    await clear(0);
    const left = await pool.query(`select key from idempotency_key where key in ('forgotten', 'remembered')`);
    expect(left.rows).toEqual([{ key: 'remembered' }]);
  });
});
