import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ProblemBody } from '@commerce-integration/contract';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { productsFile, Schedules } from './support/schedules.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';

const server = await startTestServer({
  WEBHOOK_ALLOW_LOOPBACK: 'true',
  SCHEDULE_FETCH_SECONDS: '1',
  MAX_UPLOAD_BYTES: '2000',
});
const acme = await server.partner('Acme Corp');
const schedules = new Schedules(server, acme);

/** A server with files that records its requests. */
const requests: IncomingMessage[] = [];
let answer: (req: IncomingMessage, res: ServerResponse) => void;
const erp = createServer((req, res) => {
  requests.push(req);
  answer(req, res);
});
await new Promise<void>((resolve) => erp.listen(0, '127.0.0.1', resolve));
afterAll(() => {
  erp.closeAllConnections();
  erp.close();
});
const url = `http://127.0.0.1:${(erp.address() as AddressInfo).port}`;
const sent = (index = -1) => requests.at(index)?.headers ?? {};

beforeEach(() => {
  requests.length = 0;
  answer = (_, res) => void res.writeHead(200).end(productsFile('A'));
});

const fetched = (path = '/products.csv', headers: object = {}) =>
  schedules.group({ type: 'https', url: url + path, headers });
/** A scheduled run, which checks whether the file has changed. */
async function byTheClock(groupId: string) {
  return schedules.ended(groupId, await schedules.passed(groupId, 1));
}

describe('a file at an address', () => {
  it("is fetched with the schedule's headers, which are never shown, and imported", async () => {
    const { data_group_id } = await fetched('/products.csv', { authorization: 'Bearer secret-4f9c' });
    const run = await schedules.run(data_group_id);
    expect(run).toMatchObject({ status: 'completed', message: 'Imported 1 file.', file_count: 1 });
    expect(run.files).toEqual([
      expect.objectContaining({ file_name: 'products.csv', status: 'imported', moved_to: null }),
    ]);
    expect(sent()).toMatchObject({ authorization: 'Bearer secret-4f9c', 'accept-encoding': 'identity' });
    const shown = await schedules.get(data_group_id);
    expect(shown.source).toEqual({ type: 'https', url: `${url}/products.csv`, headers: { authorization: '***' } });
    const { rows } = await server.pool.query('select data_schedule::text as stored from data_schedule');
    expect(JSON.stringify([rows, shown])).not.toContain('4f9c');
  });

  it('is requested by its ETag and its date, and not fetched again while it is unchanged', async () => {
    const unchanged = { etag: '"v1"', 'last-modified': 'Mon, 06 Apr 2026 06:00:00 GMT' };
    answer = (req, res) =>
      void (req.headers['if-none-match'] === '"v1"'
        ? res.writeHead(304).end()
        : res.writeHead(200, unchanged).end(productsFile('B')));
    const { data_group_id } = await fetched();
    expect(await byTheClock(data_group_id)).toMatchObject({ status: 'completed', file_count: 1 });
    expect([sent()['if-none-match'], sent()['if-modified-since']]).toEqual([undefined, undefined]);
    const again = await byTheClock(data_group_id);
    expect(again).toMatchObject({ status: 'completed', file_count: 0, error: null });
    expect(again.message).toBe('The file has not changed since the last run.');
    expect(sent()['if-modified-since']).toBe(unchanged['last-modified']);
    // A run on request fetches the file in any case.
    expect(await schedules.run(data_group_id)).toMatchObject({ file_count: 1 });
    expect(sent()['if-none-match']).toBeUndefined();
  });

  it('that could not be imported is fetched again, even if it is unchanged', async () => {
    answer = (_, res) => void res.writeHead(200, { etag: '"broken"' }).end('name\nx\n');
    const { data_group_id } = await fetched();
    expect(await byTheClock(data_group_id)).toMatchObject({ status: 'failed', failed_count: 1 });
    await byTheClock(data_group_id);
    expect(sent()['if-none-match']).toBeUndefined();
  });

  it.each([
    ['in UTF-8', `filename="x.csv"; filename*=UTF-8''products%20M%C3%A4rz.csv`],
    ['in ISO 8859-1', "filename*=iso-8859-1'de'products%20M%E4rz.csv"],
    ['in UTF-8, and calls it ISO 8859-1', "filename*=ISO-8859-1''products%20M%C3%A4rz.csv"],
    ['in quotes where there should be none', `filename*="UTF-8''products%20M%C3%A4rz.csv"; filename=x.csv`],
    ['as bytes of UTF-8', 'filename="products März.csv"'],
    ['without quotes', 'filename=products März.csv ; size=5'],
  ])('has the name that the server gives it, %s', async (_, name) => {
    const { data_group_id } = await fetched('/export?id=7');
    for (const length of ['', `content-length: ${Buffer.byteLength(productsFile('C'))}\r\n`]) {
      // Node's server would choose the encoding of the header itself.
      const head = `HTTP/1.1 200 OK\r\nconnection: close\r\n${length}content-disposition: attachment; ${name}\r\n\r\n`;
      answer = (_, res) => void res.socket?.end(Buffer.from(head + productsFile('C')));
      expect((await schedules.run(data_group_id)).files[0]?.file_name).toBe('products März.csv');
    }
  });

  it("is followed to where it has moved, without the schedule's secrets on another host", async () => {
    const elsewhere = url.replace('127.0.0.1', 'localhost');
    answer = (req, res) => {
      if (req.url === '/here.csv') return void res.writeHead(302, { location: '/there.csv' }).end();
      if (req.url === '/there.csv') return void res.writeHead(307, { location: `${elsewhere}/products.csv` }).end();
      res.writeHead(200).end(productsFile('D'));
    };
    const { data_group_id } = await fetched('/here.csv', { authorization: 'Bearer 1' });
    expect(await schedules.run(data_group_id)).toMatchObject({ status: 'completed', file_count: 1 });
    expect(requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer 1', 'Bearer 1', undefined]);
  });

  it('is not fetched a second time while it is being fetched', async () => {
    const { data_group_id } = await fetched();
    let held: ServerResponse | undefined;
    answer = (_, res) => {
      held = res;
    };
    const { body } = await schedules.act<{ scheduled_at: string }>(data_group_id, 'run-now');
    const waiting = await until(async () => held);
    const refused = await schedules.act<ProblemBody>(data_group_id, 'run-now');
    expect([refused.status, refused.body.code]).toEqual([409, 'conflict']);
    answer = (_, res) => void res.writeHead(200).end(productsFile('HELD'));
    waiting.writeHead(200).end(productsFile('HELD'));
    expect(await schedules.ended(data_group_id, body.scheduled_at)).toMatchObject({ status: 'completed' });
  });

  it.each([
    ['a private address', 'https://10.0.0.1/products.csv', /10\.0\.0\.1 is not a public address/],
    ['the metadata of a cloud', 'https://169.254.169.254/latest', /169\.254\.169\.254 is not a public address/],
    ['plain HTTP', 'http://erp.example/products.csv', /must begin with https/],
    ['another protocol', 'ftp://erp.example/products.csv', /must begin with https/],
    ['itself', '/products.csv', /redirects too often/],
  ])('is not followed to %s', async (_, location, error) => {
    answer = (__, res) => void res.writeHead(302, { location }).end();
    const { data_group_id } = await fetched();
    const run = await schedules.run(data_group_id);
    expect(run).toMatchObject({ status: 'failed', file_count: 0, error: expect.stringMatching(error) });
  });

  it.each([
    ['says so', { 'content-length': '5000' }],
    ['does not say so', {}],
  ])('is refused if it is too large, and the server %s', async (_, headers) => {
    answer = (__, res) => void res.writeHead(200, headers).end(Buffer.alloc(5_000, 'a'));
    const { data_group_id } = await fetched();
    const run = await schedules.run(data_group_id);
    expect(run).toMatchObject({ status: 'failed', error: expect.stringMatching(/over the limit of 2000 bytes/) });
  });

  it('is refused if the server says that it does not exist, or nothing comes', async () => {
    const { data_group_id } = await fetched();
    answer = (_, res) => void res.writeHead(404).end();
    expect(await schedules.run(data_group_id)).toMatchObject({
      status: 'failed',
      error: 'The server responded with 404.',
    });
    answer = (_, res) => void res.writeHead(200).end();
    expect((await schedules.run(data_group_id)).error).toMatch(/empty/);
  });

  it.each<[string, typeof answer, RegExp]>([
    ['the server is busy', (_, res) => void res.writeHead(503).end(), /responded with 503/],
    ['nothing is sent', () => undefined, /did not answer in time/],
    [
      'it breaks off',
      (_, res) => {
        res.writeHead(200, { 'content-length': '1000' });
        res.write('sku,');
        setTimeout(() => res.destroy(), 50);
      },
      /closed the connection/,
    ],
    [
      'it stops in the middle',
      (_, res) => {
        res.writeHead(200, { 'content-length': '1000' });
        res.write('sku,');
      },
      /stopped in the middle/,
    ],
  ])('is retried if %s', async (_, failing, error) => {
    const { data_group_id } = await fetched();
    let seen: unknown;
    answer = (req, res) => {
      if (requests.length === 1) return failing(req, res);
      // The state between tries, in which a second run cannot start.
      void schedules.runs(data_group_id).then(([run]) => {
        seen = run?.error;
        res.writeHead(200).end(productsFile('E'));
      });
    };
    expect(await schedules.run(data_group_id)).toMatchObject({ status: 'completed', file_count: 1, error: null });
    expect(seen).toMatch(error);
    expect(requests).toHaveLength(2);
  });
});

describe('the headers of a schedule', () => {
  it('that are omitted are kept for the same host, and not for another', async () => {
    const { data_group_id } = await fetched('/products.csv', { authorization: 'Bearer 2' });
    const set = (source: object) => schedules.set(data_group_id, { cron: '0 0 1 1 *', source });
    await set({ type: 'https', url: `${url}/products-2.csv` });
    await schedules.run(data_group_id);
    expect(sent().authorization).toBe('Bearer 2');
    await set({ type: 'https', url: `${url.replace('127.0.0.1', 'localhost')}/products.csv` });
    await schedules.run(data_group_id);
    expect(sent().authorization).toBeUndefined();
  });
});

describe('a schedule is refused', () => {
  it.each<[string, object, string]>([
    ['to a private address', { type: 'https', url: 'https://192.168.0.1/a.csv' }, 'source.url'],
    ['by plain HTTP', { type: 'https', url: 'http://erp.example/a.csv' }, 'source.url'],
    ['with a password in the address', { type: 'https', url: 'https://a:b@erp.example/a.csv' }, 'source.url'],
    ['with a folder above', { type: 'bucket', prefix: '../PT00002' }, 'source.prefix'],
    ['with a folder of its own', { type: 'bucket', prefix: 'erp/incoming' }, 'source.prefix'],
    ['without a folder', { type: 'bucket', prefix: '/' }, 'source.prefix'],
    ['from another kind of source', { type: 'ftp', url: 'ftp://erp.example' }, 'source.type'],
  ])('%s', async (_, source, path) => {
    const { data_group_id } = await schedules.group({ type: 'bucket', prefix: 'well' });
    const answered = await schedules.set<ProblemBody>(data_group_id, { cron: '* * * * *', source });
    expect([answered.status, answered.body.errors?.[0]?.path]).toEqual([422, path]);
    await server.call(`/data-groups/${data_group_id}`, { method: 'DELETE', key: acme.key });
  });

  it('with an invalid cron or time zone', async () => {
    const { data_group_id } = await fetched();
    const source = { type: 'bucket', prefix: 'zone' };
    const wrong = await schedules.set<ProblemBody>(data_group_id, { cron: '* * * *', timezone: 'Mars/Base', source });
    expect(wrong.status).toBe(422);
    expect(wrong.body.errors?.map(({ path }) => path)).toEqual(['cron', 'timezone']);
  });

  it('for a folder that another group of the partner has', async () => {
    await schedules.group({ type: 'bucket', prefix: 'taken' });
    const { data_group_id } = await fetched();
    const source = { type: 'bucket', prefix: '/taken/' };
    const refused = await schedules.set<ProblemBody>(data_group_id, { cron: '* * * * *', source });
    expect([refused.status, refused.body.code]).toEqual([409, 'conflict']);
  });

  it('for a folder that several groups request concurrently, except for one of them', async () => {
    const groups = await Promise.all([1, 2, 3, 4].map(() => fetched()));
    const body = { cron: '* * * * *', source: { type: 'bucket', prefix: 'wanted' }, paused: true };
    const answers = await Promise.all(groups.map(({ data_group_id }) => schedules.set(data_group_id, body)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409]);
  });
});
