import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import type { ProblemBody } from '@commerce-integration/contract';
import { expect, it, onTestFinished } from 'vitest';
import { bucketKeys } from './support/bucket.ts';
import { feedOf } from './support/feeds.ts';
import { LockedTable } from './support/locked-table.ts';
import { OPERATOR_KEY, startTestServer } from './support/server.ts';

const SILENT_MS = 2_000;
const server = await startTestServer({}, { patience: { silentMs: SILENT_MS, bodyBytes: 500 } });
const { hostname, port } = new URL(server.url);

/** Everything that a server sends on a connection until it closes it. */
interface Heard {
  socket: net.Socket;
  /** Resolves when the server has ended the connection. */
  all: Promise<string>;
}

async function connect(): Promise<Heard> {
  const socket = net.connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  let text = '';
  socket.on('data', (data) => {
    text += data.toString();
  });
  const all = new Promise<string>((resolve) => {
    socket.on('error', () => undefined).on('close', () => resolve(text));
  });
  return { socket, all };
}

/** Sends the same piece repeatedly until the connection is closed. */
function trickle(socket: net.Socket, piece: string, everyMs: number): void {
  const timer = setInterval(() => socket.write(piece), everyMs);
  socket.once('close', () => clearInterval(timer));
}

function head(path: string, headers: Record<string, string>, method = 'POST'): string {
  const lines = Object.entries({ host: hostname, 'x-api-key': OPERATOR_KEY, ...headers }).map(([k, v]) => `${k}: ${v}`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`;
}

function problemIn(text: string): ProblemBody {
  return JSON.parse(text.slice(text.indexOf('\r\n\r\n') + 4)) as ProblemBody;
}

const JSON_BODY = { 'content-type': 'application/json', 'content-length': '10000' };
const form = (more: Record<string, string> = {}) => ({
  'content-type': 'multipart/form-data; boundary=b',
  'content-length': '100000',
  ...more,
});
const FILE_BEGINS = '--b\r\ncontent-disposition: form-data; name="file"; filename="f.csv"\r\n\r\nsku,product_name,';

it.each([
  ['JSON that stops', head('/partners', JSON_BODY), '{"partner_name"', ''],
  ['JSON that trickles', head('/partners', JSON_BODY), '{', ' '],
  ['JSON that never begins', head('/orders', JSON_BODY), '', ''],
  [
    'JSON in chunks that trickle',
    head('/orders', { 'content-type': 'application/json', 'transfer-encoding': 'chunked' }),
    '',
    '1\r\n \r\n',
  ],
  ['an upload that stops', head('/feeds/upload', form()), FILE_BEGINS, ''],
  ['an upload that trickles', head('/feeds/upload', form({ 'idempotency-key': 'slow' })), FILE_BEGINS, 'a'],
])('%s is refused, and its connection closed', async (_, headers, begin, more) => {
  const { socket, all } = await connect();
  socket.write(headers + begin);
  if (more) trickle(socket, more, 100);
  const text = await all;
  expect(text).toMatch(/^HTTP\/1.1 408 /);
  expect(problemIn(text)).toMatchObject({ status: 408, code: 'request_timeout' });
  expect(await bucketKeys(server.environment)).toEqual([]);
});

it('hundreds of slow bodies are ended, and calls are answered meanwhile', async () => {
  const slow = await Promise.all(Array.from({ length: 200 }, connect));
  for (const { socket } of slow) {
    socket.write(head('/orders', JSON_BODY));
    trickle(socket, ' ', 500);
  }
  expect((await server.call('/products')).status).toBe(200);
  const answers = await Promise.all(slow.map(({ all }) => all));
  expect(answers.filter((text) => !text.startsWith('HTTP/1.1 408 '))).toEqual([]);
});

it('a body that is not read must keep coming as well', async () => {
  const { socket, all } = await connect();
  socket.write(head('/orders', { ...JSON_BODY, 'x-api-key': 'none' }));
  trickle(socket, ' ', 100);
  expect(await all).toMatch(/^HTTP\/1.1 401 /);
});

it.each([
  ['none', '', ''],
  ['a part', 'GET /products HTTP/1.1\r\nhost: here\r\n', ''],
  ['ever more', 'GET /products HTTP/1.1\r\n', 'x-more: 1\r\n'],
])('a connection on which %s of the headers comes is closed', async (_, begin, more) => {
  const { socket, all } = await connect();
  socket.write(begin);
  if (more) trickle(socket, more, 100);
  expect(await all).not.toMatch(/^HTTP\/1.1 200/);
});

it('a slow upload whose bytes keep coming is accepted', async () => {
  const file = feedOf(200);
  const request = http.request(`${server.url}/feeds/upload`, {
    method: 'POST',
    headers: { 'x-api-key': OPERATOR_KEY, 'content-type': 'multipart/form-data; boundary=b' },
  });
  const answered = once(request, 'response') as Promise<[http.IncomingMessage]>;
  request.write('--b\r\ncontent-disposition: form-data; name="partner_name"\r\n\r\nAcme Corp\r\n');
  request.write('--b\r\ncontent-disposition: form-data; name="file"; filename="f.csv"\r\n\r\n');
  const begun = Date.now();
  const pieces = file.match(/[\s\S]{1,700}/g) ?? [];
  for (const [n, piece] of pieces.entries()) {
    request.write(piece);
    // Longer in total than a client may be silent.
    const due = begun + (n * 2.5 * SILENT_MS) / pieces.length;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - Date.now())));
  }
  request.end('\r\n--b--\r\n');
  const [answer] = await answered;
  answer.resume();
  expect(answer.statusCode).toBe(201);
});

it('a call that the server itself answers slowly is not ended', async () => {
  const lock = await LockedTable.of(server, 'sales_order');
  const answered = server.call('/orders');
  await lock.untilWaiting(1, `${2.5 * SILENT_MS} ms`);
  await lock.unlock();
  expect((await answered).status).toBe(200);
});
