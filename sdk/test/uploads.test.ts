import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, expectTypeOf, it, vi } from 'vitest';
import {
  CommerceClient,
  type FeedFileInput,
  TimeoutError,
  type UploadFeedFields,
  type UploadProgress,
} from '../src/index.ts';
import { fromPath } from '../src/node.ts';
import { clientOf, json, outcomeOf } from './support/fake-api.ts';

const CSV = 'sku,product_name\nA1,Crème "brûlée"\n';
const bytes = new TextEncoder().encode(CSV);
const accepted = { feed_id: 'FD00001', status: 'uploaded', job_id: 'JS00001', validation_job_id: 'JV00001' };

interface Received {
  headers: IncomingMessage['headers'];
  parts: [name: string, value: string, fileName?: string, type?: string][];
}

let received: Received[] = [];
/** Closes the connections of a number of requests before it responds. */
let hangUps = 0;

/** A server that parses forms with the web's own API. */
const server = createServer(async (req, res) => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of req) chunks.push(chunk as Uint8Array);
  const form = await new Response(Buffer.concat(chunks), {
    headers: { 'content-type': req.headers['content-type'] ?? '' },
  }).formData();
  const parts: Received['parts'] = [];
  for (const [name, value] of form) {
    parts.push(
      typeof value === 'string'
        ? [name, value]
        : [name, Buffer.from(await value.arrayBuffer()).toString('base64'), value.name, value.type],
    );
  }
  received.push({ headers: req.headers, parts });
  if (hangUps-- > 0) return void req.socket.destroy();
  res.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(accepted));
});
let client: CommerceClient;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  client = new CommerceClient({ apiKey: 'k', baseUrl: `http://127.0.0.1:${port}` });
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  received = [];
  hangUps = 0;
});

/** The server's view of a file. */
async function sent(file: FeedFileInput, onProgress?: (progress: UploadProgress) => void) {
  await client.feeds.upload({ partner_name: 'Acme', file }, { onProgress });
  const [, content, name, type] = received.at(-1)?.parts.at(-1) ?? [];
  return { text: Buffer.from(content ?? '', 'base64').toString(), name, type };
}

const asStream = () => new Blob([bytes]).stream();

describe('a file', () => {
  it.each<[string, FeedFileInput, string, string]>([
    ['a File', new File([CSV], 'a.csv', { type: 'text/plain' }), 'a.csv', 'text/plain'],
    ['a File of no type', new File([CSV], 'a.csv'), 'a.csv', 'text/csv'],
    ['a Blob', new Blob([CSV]), 'feed.csv', 'text/csv'],
    ['bytes', bytes, 'feed.csv', 'text/csv'],
    ['named bytes', { name: 'b.csv', data: bytes }, 'b.csv', 'text/csv'],
    [
      'a named Blob',
      { name: 'b.csv', data: new Blob([CSV]), type: 'application/octet-stream' },
      'b.csv',
      'application/octet-stream',
    ],
    ['a stream', { name: 'c.csv', data: asStream }, 'c.csv', 'text/csv'],
    [
      'a stream of known size',
      { name: 'c.csv', data: async () => asStream(), size: bytes.length },
      'c.csv',
      'text/csv',
    ],
    ['a name of its own kind', { name: 'ä "b".csv', data: asStream }, 'ä "b".csv', 'text/csv'],
  ])('given as %s arrives completely, however it is sent', async (_, file, name, type) => {
    expect(await sent(file)).toEqual({ text: CSV, name, type });
    expect(await sent(file, () => {})).toEqual({ text: CSV, name, type });
  });

  it('that is empty, and known to be, is left to the API to refuse', async () => {
    const empty = { name: 'a.csv', data: () => new Blob([]).stream(), size: 0 };
    expect(await sent(empty)).toEqual({ text: '', name: 'a.csv', type: 'text/csv' });
  });

  it('that is compressed is called so', async () => {
    expect(await sent(gzipSync(bytes))).toMatchObject({ name: 'feed.csv.gz', type: 'application/gzip' });
  });

  it('on disk is read while it is sent', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'sdk-'));
    const filePath = path.join(folder, 'a b.csv');
    await writeFile(filePath, CSV);
    try {
      expect(await sent(await fromPath(filePath))).toEqual({ text: CSV, name: 'a b.csv', type: 'text/csv' });
      expect(await sent(await fromPath(pathToFileURL(filePath)))).toMatchObject({ name: 'a b.csv' });
      await expect(fromPath(path.join(folder, 'none.csv'))).rejects.toMatchObject({ code: 'ENOENT' });
      await expect(fromPath(folder)).rejects.toThrow(/is not a file/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it.each<[string, unknown, RegExp]>([
    ['a string', './acme.csv', /A string is not a file.*fromPath.*new File/],
    ['a stream', asStream(), /cannot be retried: give \{ name: 'feed.csv', data: \(\) =>/],
    ['a function', asStream, /give \{ name/],
    ['nothing', undefined, /file must be a File, Blob, Uint8Array or \{ name, data \}, not undefined/],
    ['a named string', { name: 'a.csv', data: CSV }, /A string is not a file/],
    ['a file with more to it', { name: 'a.csv', data: bytes, sise: 3 }, /Unknown property of a file: sise/],
    ['a used stream', { name: 'a.csv', data: usedStream }, /was already used/],
    ['a Node stream', { name: 'a.csv', data: () => process.stdin }, /must return a ReadableStream.*Readable\.toWeb/],
  ])('given as %s is refused, naming accepted types', async (_, file, message) => {
    await expect(client.feeds.upload({ file: file as FeedFileInput }, { maxRetries: 0 })).rejects.toThrow(message);
    expect(received).toEqual([]);
  });
});

function usedStream(): ReadableStream<Uint8Array> {
  const stream = asStream();
  stream.getReader();
  return stream;
}

describe('the form', () => {
  it('has the fields as text, and the file as its last part', async () => {
    const fields: UploadFeedFields = {
      file: bytes,
      partner_name: 'Acmé',
      validate_only: true,
      max_error_ratio: 0.25,
      mode: undefined,
    };
    await client.feeds.upload(fields);
    await client.feeds.upload(fields, { onProgress: () => {} });
    for (const { parts, headers } of received) {
      expect(parts.map(([name, value]) => (name === 'file' ? name : `${name}=${value}`))).toEqual([
        'partner_name=Acmé',
        'validate_only=true',
        'max_error_ratio=0.25',
        'file',
      ]);
      // Known in advance, so that the API can refuse a file that is too large before it is sent.
      expect(Number(headers['content-length'])).toBeGreaterThan(bytes.length);
    }
  });

  it('accepts only the fields of the contract', async () => {
    await expect(client.feeds.upload({ file: bytes, partner: 'x' } as never)).rejects.toThrow(
      /Unknown field: partner\. Known are: partner_name/,
    );
    expectTypeOf<UploadFeedFields['validate_only']>().toEqualTypeOf<boolean | undefined>();
    expectTypeOf<UploadFeedFields['partner_id']>().toEqualTypeOf<string | undefined>();
  });
});

describe('a repeated upload', () => {
  it.each<[string, FeedFileInput]>([
    ['bytes', bytes],
    ['a stream', { name: 'a.csv', data: asStream }],
  ])('sends %s again from the start, with the same key', async (_, file) => {
    hangUps = 2;
    expect(await sent(file)).toMatchObject({ text: CSV });
    expect(received).toHaveLength(3);
    expect(new Set(received.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  });
});

describe('progress', () => {
  it('counts the bytes of the file', async () => {
    const heard: UploadProgress[] = [];
    await sent({ name: 'a.csv', data: () => new Blob([bytes, bytes]).stream() }, (progress) => heard.push(progress));
    expect(heard[0]).toEqual({ bytesSent: 0, bytesTotal: undefined });
    expect(heard.at(-1)).toEqual({ bytesSent: bytes.length * 2, bytesTotal: undefined });
  });
});

describe('the time limit of a try', () => {
  it('grows with the file: 10 s more for 1 MB', async () => {
    vi.useFakeTimers();
    const slow = (ms: number) => () =>
      new Promise<Response>((resolve) => setTimeout(() => resolve(json(accepted, 201)), ms));
    const file = new Blob([new Uint8Array(1_000_000)]);
    const upload = (ms: number) =>
      outcomeOf(clientOf(slow(ms), { timeoutMs: 1_000, maxRetries: 0 }).client.feeds.upload({ file }));
    const outcomes = Promise.all([upload(10_900), upload(11_100)]);
    await vi.runAllTimersAsync();
    expect(await outcomes).toEqual([accepted, expect.any(TimeoutError)]);
    vi.useRealTimers();
  });
});
