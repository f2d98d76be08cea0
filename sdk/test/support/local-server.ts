import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type ClientOptions, CommerceClient } from '../../src/index.ts';

/** A request as it arrived. */
export interface Arrived {
  method: string;
  /** Path and query. */
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Answers a request; `number` counts from 1. */
export type Answering = (arrived: Arrived, res: ServerResponse, number: number) => void;

/** A real HTTP server with responses set by the test, and the requests it received. */
export class LocalServer implements AsyncDisposable {
  readonly arrived: Arrived[] = [];
  readonly #server;

  private constructor(answer: Answering) {
    this.#server = createServer(async (req: IncomingMessage, res) => {
      const { method = '', url = '', headers } = req;
      const one = { method, url, headers, body: (await buffer(req)).toString() };
      this.arrived.push(one);
      answer(one, res, this.arrived.length);
    });
  }

  /** @param answer by default an empty list */
  static async start(answer: Answering = (_, res) => sendJson(res, { count: 0, items: [] })): Promise<LocalServer> {
    const server = new LocalServer(answer);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  client(options: ClientOptions = {}): CommerceClient {
    return new CommerceClient({ apiKey: 'sk_secret_123', baseUrl: this.url, logLevel: 'off', ...options });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

export function sendJson(res: ServerResponse, body: unknown, status = 200, headers: Record<string, string> = {}): void {
  res.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** A problem response of the API. */
export function sendProblem(
  res: ServerResponse,
  status: number,
  code: string,
  headers: Record<string, string> = {},
): void {
  const body = { type: `/docs/errors#${code}`, title: 'No', status, detail: `No: ${code}.`, code, request_id: 'r-1' };
  sendJson(res, body, status, { 'content-type': 'application/problem+json', ...headers });
}
