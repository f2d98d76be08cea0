import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AbortError, ApiError, CommerceClient, ConnectionError } from '../src/index.ts';
import { answerJson, type FailingApi, startFailingApi } from './support/failing-api.ts';
import { outcomeOf } from './support/fake-api.ts';

let api: FailingApi;
let client: CommerceClient;

beforeAll(async () => {
  api = await startFailingApi();
  client = new CommerceClient({ apiKey: 'k', baseUrl: api.url, maxRetries: 0, logLevel: 'off' });
});
afterAll(() => api.close());

/** An export whose first row has arrived, and its response. */
async function begun(options = {}) {
  const answered = new Promise<ServerResponse>((resolve) => {
    api.answer = (_, res) => {
      res.writeHead(200, 'Fine', { 'content-type': 'text/csv', 'x-own': 'yes' }).write('sku\n');
      resolve(res);
    };
  });
  const response = await client.products.export({}, options);
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const first = new TextDecoder().decode((await reader.read()).value);
  return { response, reader, first, res: await answered };
}

describe('a download', () => {
  it('has the status and the headers of its response, and arrives piece by piece', async () => {
    const { response, reader, first, res } = await begun();
    expect([response.status, response.statusText, response.headers.get('x-own')]).toEqual([200, 'Fine', 'yes']);
    expect(first).toBe('sku\n');
    res.end('A-1\n');
    expect(new TextDecoder().decode((await reader.read()).value)).toBe('A-1\n');
    expect(await reader.read()).toEqual({ done: true, value: undefined });
  });

  it("that is no longer needed is also aborted on the server's side", async () => {
    const { reader, res } = await begun();
    const closed = once(res, 'close');
    await reader.cancel();
    await closed;
    expect(res.writableEnded).toBe(false);
  });

  it("is also aborted on the server's side when its signal fires", async () => {
    const controller = new AbortController();
    const { reader, res } = await begun({ signal: controller.signal });
    const closed = once(res, 'close');
    const next = outcomeOf(reader.read());
    controller.abort();
    expect(await next).toBeInstanceOf(AbortError);
    await closed;
  });

  it('with a broken connection throws an error that names the call', async () => {
    const { reader, res } = await begun();
    const next = outcomeOf(reader.read());
    res.destroy();
    const error = await next;
    expect(error).toBeInstanceOf(ConnectionError);
    expect((error as Error).message).toMatch(/^GET \/products\/export got no answer: /);
  });

  it('that is refused is an error, and not a download', async () => {
    api.answer = (_, res) => answerJson(res, 409, { code: 'conflict', detail: 'Not yet.' });
    const error = await outcomeOf(client.feeds.downloadErrors('JV00001'));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 409, detail: 'Not yet.' });
  });

  it('of a file calls the file storage, without the key', async () => {
    const seen: [string | undefined, unknown][] = [];
    api.answer = (req, res) => {
      seen.push([req.url, req.headers['x-api-key']]);
      if (req.url === '/raw?signed=1') res.writeHead(200).end('sku\n');
      else res.writeHead(302, { location: `${api.url}/raw?signed=1` }).end();
    };
    expect(await (await client.feeds.downloadFile('FD00001')).text()).toBe('sku\n');
    expect(seen).toEqual([
      ['/feeds/FD00001/file', 'k'],
      ['/raw?signed=1', undefined],
    ]);
    api.answer = (_, res) => void res.writeHead(302).end();
    expect(await outcomeOf(client.feeds.downloadFile('FD00001'))).toMatchObject({
      message: 'The API did not say where the file of feed FD00001 is.',
    });
  });
});

describe('an upload', () => {
  const fields = { partner_name: 'Acme', file: { name: 'a.csv', data: () => new Blob(['sku\nA-1\n']).stream() } };

  it('of a stream arrives completely', async () => {
    let received = '';
    let type: string | undefined;
    api.answer = async (req, res) => {
      type = req.headers['content-type'];
      received = await text(req);
      answerJson(res, 201, { feed_id: 'FD00001' });
    };
    expect(await client.feeds.upload(fields)).toEqual({ feed_id: 'FD00001' });
    expect(received).toContain('\r\n\r\nsku\nA-1\n\r\n');
    expect(received).toContain('\r\n\r\nAcme\r\n');
    expect(type).toMatch(/^multipart\/form-data; ?boundary=/);
  });
});
