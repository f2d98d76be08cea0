import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { FAULTS, type Fault, faultDealer } from './chaos-faults.ts';

const STATUSES = [500, 502, 503, 504] as const;
const SHORT_MS = 200;

interface Call {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface ChaosOptions {
  seed: number;
  /** How long a request or a response is held back: longer than the client waits. */
  holdMs: number;
}

/** A proxy on its own port that causes faults in three calls of ten. */
export class ChaosProxy {
  readonly #target: URL;
  readonly #holdMs: number;
  readonly #deal: () => Fault | undefined;
  readonly #server: Server;
  readonly #stopped = new AbortController();
  /** All calls, including those without faults. */
  calls = 0;
  /** How often each fault happened. */
  readonly faults = Object.fromEntries(FAULTS.map((fault) => [fault, 0])) as Record<Fault, number>;
  /** Errors that the proxy did not cause. */
  readonly unplanned: unknown[] = [];

  private constructor(target: string, { seed, holdMs }: ChaosOptions) {
    this.#target = new URL(target);
    this.#holdMs = holdMs;
    this.#deal = faultDealer(seed);
    this.#server = createServer((req, res) => {
      this.#pass(req, res).catch((error: unknown) => {
        // Clients that stopped waiting have disconnected.
        if (!res.destroyed) this.unplanned.push(error);
        res.destroy();
      });
    });
  }

  /** Starts a proxy to an address. */
  static async start(target: string, options: ChaosOptions): Promise<ChaosProxy> {
    const proxy = new ChaosProxy(target, options);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #pass(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const call = await readCall(req);
    const fault = this.#deal();
    this.calls += 1;
    if (fault) this.faults[fault] += 1;
    const status = STATUSES[this.calls % STATUSES.length] ?? 500;
    switch (fault) {
      case 'request lost':
        return void res.destroy();
      case 'request cut off':
        await sendHalf(this.#target, call);
        return void res.destroy();
      case 'refused with 5xx':
        return answer(res, failure(status));
      case 'request delayed':
        await this.#pause(this.#holdMs);
        break;
    }
    const reply = await send(this.#target, call);
    switch (fault) {
      case 'answer delayed':
        return this.#pause(this.#holdMs).then(() => answer(res, reply));
      case 'answered with 5xx':
        return answer(res, failure(status));
      case 'answer lost':
        return void res.destroy();
      case 'answer cut off':
        return cutOff(res, reply);
      case 'answer shortened':
        return answer(res, { ...reply, body: halfOf(reply.body) });
      default:
        return answer(res, reply);
    }
  }

  #pause(ms: number): Promise<void> {
    return sleep(ms, undefined, { signal: this.#stopped.signal });
  }
}

async function readCall(req: IncomingMessage): Promise<Call> {
  const { method = 'GET', url = '/', headers } = req;
  return { method, path: url, headers, body: await bytesOf(req) };
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

function open(target: URL, { method, path, headers, body }: Call) {
  return request(new URL(path, target), {
    method,
    headers: { ...endToEnd(headers), host: target.host, ...(body.length > 0 && { 'content-length': body.length }) },
    // A new connection for each call: a kept one may be closed just when it is used again, which is not one of the
    // faults.
    agent: false,
  });
}

function send(target: URL, call: Call): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = open(target, call);
    sent.on('error', reject);
    sent.on('response', (response) => {
      const { statusCode: status = 502, headers } = response;
      bytesOf(response).then((body) => resolve({ status, headers, body }), reject);
    });
    sent.end(call.body);
  });
}

/** Sends the first half of a call, so that it arrives, and disconnects. */
function sendHalf(target: URL, call: Call): Promise<void> {
  return new Promise((resolve) => {
    const sent = open(target, call);
    // The server may respond before it has everything, or disconnect.
    sent.on('error', () => undefined);
    sent.on('response', (response) => response.resume());
    sent.on('close', resolve);
    const hangUp = () => setTimeout(() => sent.destroy(), SHORT_MS);
    if (call.body.length === 0) sent.end(hangUp);
    else sent.write(halfOf(call.body), hangUp);
  });
}

function answer(res: ServerResponse, { status, headers, body }: Reply): void {
  res.writeHead(status, { ...endToEnd(headers), 'content-length': body.length });
  res.end(body);
}

/** Half of a response that claims to be complete, and then nothing. */
function cutOff(res: ServerResponse, { status, headers, body }: Reply): void {
  res.writeHead(status, { ...endToEnd(headers), 'content-length': body.length + 1 });
  res.write(halfOf(body), () => res.destroy());
}

/** A response of a proxy, not of the API. */
function failure(status: number): Reply {
  return { status, headers: { 'content-type': 'text/html' }, body: Buffer.from(`<h1>${status}</h1>`) };
}

function halfOf(body: Buffer): Buffer {
  return body.subarray(0, body.length / 2);
}

/** Headers without those of one connection (RFC 9110, section 7.6.1). */
function endToEnd({ connection: _c, 'keep-alive': _k, 'transfer-encoding': _t, ...headers }: IncomingHttpHeaders) {
  return headers;
}
