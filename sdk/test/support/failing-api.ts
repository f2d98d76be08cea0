import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** An API in another process than its caller, with responses set by the test. */
export interface FailingApi {
  url: string;
  /** The requests it got, such as `GET /products`. */
  seen: string[];
  /** What it does with the next requests. */
  answer: RequestListener;
  close(): Promise<void>;
}

export async function startFailingApi(
  answer: RequestListener = (_, res) => res.writeHead(500).end(),
): Promise<FailingApi> {
  const server = createServer((req, res) => {
    api.seen.push(`${req.method} ${req.url?.split('?')[0]}`);
    api.answer(req, res);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const api: FailingApi = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen: [],
    answer,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return api;
}

export function answerJson(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'r-1' }).end(JSON.stringify(body));
}

/** Forwards a request to another server. */
export async function passOn(req: IncomingMessage, res: ServerResponse, url: string): Promise<void> {
  const body = await buffer(req);
  const headers = Object.entries(req.headers).filter(
    ([name]) => !['host', 'connection', 'content-length'].includes(name),
  );
  const answered = await fetch(`${url}${req.url}`, {
    method: req.method ?? 'GET',
    headers: headers as [string, string][],
    redirect: 'manual',
    ...(body.length > 0 ? { body } : {}),
  });
  res.writeHead(answered.status, Object.fromEntries(answered.headers)).end(Buffer.from(await answered.arrayBuffer()));
}
