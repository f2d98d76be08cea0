import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Problem } from '@commerce-integration/contract';
import type { RequestHandler, Response } from 'express';
import { ReaderGone, whileReading } from '../database/reads.ts';
import { sendProblem } from './problem-responses.ts';

/** How long the server keeps a connection whose client is idle. */
export interface ClientPatience {
  /** Milliseconds that a client may pause while sending headers or a body, or reading a response. */
  silentMs: number;
  /** Bytes of a body that must arrive within each `silentMs`. */
  bodyBytes: number;
  /** Milliseconds that the server itself may take without sending anything: enough to check the largest file. */
  workMs: number;
}

export const CLIENT_PATIENCE: ClientPatience = { silentMs: 30_000, bodyBytes: 30 * 8_192, workMs: 10 * 60_000 };

interface Exchange {
  req: IncomingMessage;
  res: ServerResponse;
}

/**
 * Closes connections whose client keeps the server waiting: it sends nothing, or too little, of a request it has begun,
 * or does not read its response. Time that the server itself takes does not count.
 */
export function endSilentClients(server: Server, patience: ClientPatience): void {
  const exchanges = new WeakMap<Socket, Exchange>();
  const work = new OwnWork(patience.workMs);
  server.requestTimeout = 0;
  server.headersTimeout = patience.silentMs;
  server.timeout = patience.silentMs;
  server.on('request', (req: IncomingMessage, res: ServerResponse) => {
    exchanges.set(req.socket, { req, res });
    if (hasBody(req)) watchBody({ req, res }, patience);
  });
  server.on('timeout', (socket) => {
    const exchange = exchanges.get(socket);
    if (exchange && isAwaited(exchange)) return refuseSlowBody(exchange, patience);
    if (!exchange || isDone(exchange) || socket.writableLength > 0 || work.isOver(socket)) return void socket.destroy();
    socket.setTimeout(patience.silentMs);
  });
}

/** Checks whether a connection was silent for too long while the server was the one to send. */
class OwnWork {
  readonly #most: number;
  readonly #since = new WeakMap<Socket, { at: number; bytes: number }>();

  constructor(most: number) {
    this.#most = most;
  }

  isOver(socket: Socket): boolean {
    const bytes = socket.bytesRead + socket.bytesWritten;
    const before = this.#since.get(socket);
    if (before?.bytes === bytes) return Date.now() - before.at > this.#most;
    this.#since.set(socket, { at: Date.now(), bytes });
    return false;
  }
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function isDone({ req, res }: Exchange): boolean {
  return req.complete && res.writableFinished;
}

/** Whether the server waits for the client: it has read everything received so far. */
function isAwaited({ req }: Exchange): boolean {
  return hasBody(req) && !req.complete && req.readableLength === 0;
}

/** Closes connections whose body stalls, even if the body is not read because the request was already answered. */
function watchBody(exchange: Exchange, patience: ClientPatience): void {
  const { req } = exchange;
  const { socket } = req;
  let bytes = socket.bytesRead;
  const timer = setInterval(() => {
    const came = socket.bytesRead - bytes;
    bytes = socket.bytesRead;
    if (req.complete || socket.destroyed) clearInterval(timer);
    else if (came < patience.bodyBytes && isAwaited(exchange)) {
      clearInterval(timer);
      refuseSlowBody(exchange, patience);
    }
  }, patience.silentMs);
  timer.unref();
  req.once('close', () => {
    if (req.complete) clearInterval(timer);
  });
}

function refuseSlowBody({ req, res }: Exchange, { silentMs }: ClientPatience): void {
  if (res.headersSent) return void req.socket.destroy();
  res.setHeader('connection', 'close');
  const message = `The request body was received too slowly: almost nothing arrived in ${silentMs / 1_000} s.`;
  sendProblem(res as Response, new Problem('request_timeout', message));
}

/** Cancels the queries of a read when its client disconnects. Writes run to completion. */
export const endReadsWithClient: RequestHandler = (req, res, next) => {
  if (req.method !== 'GET' && req.method !== 'HEAD') return next();
  const gone = new AbortController();
  res.once('close', () => {
    if (!res.writableFinished) gone.abort(new ReaderGone('The client has hung up'));
  });
  whileReading(gone.signal, () => next());
};
