import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { CommerceClient, type FeedFileInput } from '../src/index.ts';
import { validateFeed } from '../src/validate.ts';

const CSV = 'sku,product_name\nA1,Crème\n';
const accepted = { feed_id: 'FD00001', status: 'uploaded', job_id: 'JS00001', validation_job_id: 'JV00001' };
let received: { type: string; body: Buffer<ArrayBuffer> }[] = [];

const server = createServer(async (req, res) => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of req) chunks.push(chunk as Uint8Array);
  received.push({ type: req.headers['content-type'] ?? '', body: Buffer.concat(chunks) });
  res.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(accepted));
});
let client: CommerceClient;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  client = new CommerceClient({ apiKey: 'k', baseUrl: `http://127.0.0.1:${port}` });
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
afterEach(() => {
  received = [];
  vi.unstubAllGlobals();
});

/** The received files, read with the runtime's own classes. */
async function filesReceived(): Promise<{ name: string; type: string; text: string }[]> {
  vi.unstubAllGlobals();
  return Promise.all(
    received.map(async ({ type, body }) => {
      const form = await new Response(body, { headers: { 'content-type': type } }).formData();
      const file = form.get('file') as unknown as File;
      return { name: file.name, type: file.type, text: await file.text() };
    }),
  );
}

/** A page in jsdom: it has its own JavaScript classes, and its File has no `stream`. */
const page = createContext({ encoder: new TextEncoder(), CSV });
runInContext(
  `class Blob {
     #bytes;
     constructor(parts, { type = '' } = {}) {
       const all = parts.flatMap((part) => [...(typeof part === 'string' ? encoder.encode(part) : part)]);
       this.#bytes = Uint8Array.from(all);
       this.type = type;
     }
     get size() { return this.#bytes.length; }
     get [Symbol.toStringTag]() { return 'Blob'; }
     async arrayBuffer() { return this.#bytes.slice().buffer; }
   }
   class File extends Blob {
     constructor(parts, name, options) { super(parts, options); this.name = name; }
     get [Symbol.toStringTag]() { return 'File'; }
   }
   class FormData { append() {} }
   class ReadableStream {
     locked = false;
     get [Symbol.toStringTag]() { return 'ReadableStream'; }
     getReader() {
       const chunks = [bytes];
       return { read: async () => ({ value: chunks.pop(), done: chunks.length === 0 && !this.#first() }), cancel: async () => {} };
     }
     #reads = 0;
     #first() { return ++this.#reads === 1; }
   }
   const bytes = Uint8Array.from(encoder.encode(CSV));`,
  page,
);
const inPage = (code: string) => runInContext(code, page) as FeedFileInput;

const foreign: [string, string, string][] = [
  ['a File', `new File([CSV], 'a.csv', { type: 'text/plain' })`, 'a.csv'],
  ['a Blob', 'new Blob([CSV])', 'feed.csv'],
  ['a Uint8Array', 'bytes', 'feed.csv'],
  ['a part of a buffer', 'Uint8Array.from([0, ...bytes, 0]).subarray(1, -1)', 'feed.csv'],
  ['an ArrayBuffer', 'bytes.slice().buffer', 'feed.csv'],
  ['a DataView', 'new DataView(bytes.slice().buffer)', 'feed.csv'],
  ['a named Blob', `({ name: 'b.csv', data: new Blob([CSV]) })`, 'b.csv'],
  ['a named Uint8Array', `({ name: 'b.csv', data: bytes })`, 'b.csv'],
  ['a named ArrayBuffer', `({ name: 'b.csv', data: bytes.slice().buffer })`, 'b.csv'],
  ['a stream', `({ name: 'c.csv', data: () => new ReadableStream() })`, 'c.csv'],
];

describe('a file of another realm', () => {
  it.each(foreign)('arrives completely: %s', async (_, code, name) => {
    await client.feeds.upload({ file: inPage(code) });
    await client.feeds.upload({ file: inPage(code) }, { onProgress: () => undefined });
    expect((await filesReceived()).map((file) => [file.name, file.text])).toEqual([
      [name, CSV],
      [name, CSV],
    ]);
  });

  it.each(foreign)('is validated: %s', async (_, code) => {
    expect(await validateFeed(inPage(code))).toMatchObject({ problems: [], accepted: 1 });
  });

  it("is sent if there are only a page's classes: the runtime's fetch does not know its Blob and its FormData", async () => {
    for (const name of ['Blob', 'File', 'FormData']) vi.stubGlobal(name, inPage(name));
    await client.feeds.upload({ file: new File([CSV], 'a.csv', { type: 'text/csv' }) });
    await client.feeds.upload({ file: new TextEncoder().encode(CSV) });
    expect((await filesReceived()).map(({ text }) => text)).toEqual([CSV, CSV]);
  });

  it('is recognised by its first bytes, too', async () => {
    const file = new Uint8Array(gzipSync(CSV)).buffer;
    await client.feeds.upload({ file });
    expect(await filesReceived()).toMatchObject([{ name: 'feed.csv.gz', type: 'application/gzip' }]);
  });

  it('is sent as it was when it was passed', async () => {
    const bytes = new TextEncoder().encode(CSV);
    vi.stubGlobal('Blob', inPage('Blob'));
    const sending = client.feeds.upload({ file: bytes });
    bytes.fill(0);
    await sending;
    expect(await filesReceived()).toMatchObject([{ text: CSV }]);
  });
});

describe('a value that is not a file', () => {
  it.each([
    [`({ name: 'a.csv' })`, /file must be a File, Blob, Uint8Array or \{ name, data \}, not an object of class Object/],
    ['[1, 2]', /not an array/],
    ['new ReadableStream()', /A stream can be read once/],
    [`({ name: 'a.csv', data: () => 7 })`, /must return a ReadableStream, not 7/],
  ])('is refused in any realm: %s', async (code, message) => {
    await expect(client.feeds.upload({ file: inPage(code) })).rejects.toThrow(message);
    expect(received).toEqual([]);
  });
});
