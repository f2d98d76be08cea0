import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Problem } from '@commerce-integration/contract';
import type { Response } from 'express';
import { sendProblem } from './problem-responses.ts';

/** How long a connection is kept for a client that does nothing with it. */
export interface ClientPatience {
  /** Milliseconds that a client may keep us waiting for its headers, its body, or for reading what it asked for. */
  silentMs: number;
  /** Bytes that each such time has to bring of a body that is being sent. */
  bodyBytes: number;
  /** Milliseconds in which we ourselves may find nothing to say: long enough for a check of the largest file. */
  workMs: number;
}

export const CLIENT_PATIENCE: ClientPatience = { silentMs: 30_000, bodyBytes: 30 * 8_192, workMs: 10 * 60_000 };

interface Exchange {
  req: IncomingMessage;
  res: ServerResponse;
}

/**
 * Ends connections whose client keeps the server waiting: one that sends nothing, or hardly anything, of the request it
 * has begun, and one that does not read its answer. What is slow on our own side is nobody's fault, and goes on.
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

/** How long nothing went over a connection while it was for us to say something. */
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

/** Whether it is the client's turn to send: of what came, nothing is left to be read here. */
function isAwaited({ req }: Exchange): boolean {
  return hasBody(req) && !req.complete && req.readableLength === 0;
}

/** A body must keep coming, also one that nobody reads because its request was answered already. */
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
  const message = `The body of the request came too slowly: hardly anything of it in ${silentMs / 1_000} s.`;
  sendProblem(res as Response, new Problem('request_timeout', message));
}
