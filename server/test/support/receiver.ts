import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { until } from './until.ts';

/** A request that a receiver of webhooks got. */
export interface Received {
  at: number;
  path: string;
  headers: IncomingHttpHeaders;
  /** The exact bytes. */
  bytes: Buffer;
  /** The bytes as UTF-8. */
  text: string;
  /** The parsed body, if it is JSON. */
  body: { event_id: string; event_type: string; occurred_at: string; data: Record<string, unknown> };
}

type Answer = (request: Received, res: ServerResponse, req: IncomingMessage) => void;

/** A receiver of webhooks, over real HTTP. */
export class Receiver {
  readonly url: string;
  readonly received: Received[] = [];
  /** Answers requests; 204 by default. */
  answer: Answer = (_, res) => void res.writeHead(204).end();

  constructor(url: string) {
    this.url = url;
  }

  /** Waits for the first `count` requests. */
  async first(count: number): Promise<Received[]> {
    await until(async () => this.received.length >= count);
    return this.received.slice(0, count);
  }

  /** The values of a header, in the order of the requests. */
  values(header: string): (string | string[] | undefined)[] {
    return this.received.map(({ headers }) => headers[header]);
  }
}

/** Starts a receiver. It keeps running after its test: later changes are sent to it as well, and must not fail. */
export async function startReceiver(): Promise<Receiver> {
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    const text = bytes.toString('utf8');
    const body = req.headers['content-type']?.startsWith('application/json') ? JSON.parse(text) : undefined;
    const request = { at: Date.now(), path: req.url ?? '', headers: req.headers, bytes, text, body };
    receiver.received.push(request);
    receiver.answer(request, res, req);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver = new Receiver(`http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`);
  server.unref();
  return receiver;
}
