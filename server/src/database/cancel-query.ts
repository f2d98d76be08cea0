import { once } from 'node:events';
import net from 'node:net';
import tls, { type ConnectionOptions } from 'node:tls';
import type { PoolClient } from 'pg';

/** The driver's data about a connection. */
interface Connection {
  readonly host: string;
  readonly port: number;
  readonly ssl: boolean | ConnectionOptions;
  readonly processID: number;
  readonly secretKey: number;
}

/** https://www.postgresql.org/docs/current/protocol-message-formats.html */
const CANCEL_REQUEST = 80_877_102;
const SSL_REQUEST = 80_877_103;
const PATIENCE_MS = 10_000;

/**
 * Cancels the query that a connection runs, by the protocol's cancel request: unlike `pg_cancel_backend`, it also works
 * through a connection pooler, and needs no free connection. It has no effect where nothing runs.
 *
 * @throws Error where it is unknown whether the request was delivered
 */
export async function cancelQuery(client: PoolClient): Promise<void> {
  const { host, port, ssl, processID, secretKey } = client as unknown as Connection;
  let socket = host.startsWith('/')
    ? net.connect({ path: `${host}/.s.PGSQL.${port}` })
    : net.connect({ host, port, keepAlive: true });
  const late = AbortSignal.timeout(PATIENCE_MS);
  try {
    await once(socket, 'connect', { signal: late });
    if (ssl) socket = await encrypted(socket, host, ssl === true ? {} : ssl, late);
    socket.write(message(CANCEL_REQUEST, processID, secretKey));
    socket.resume();
    // The server closes the connection after it has passed the request on; a pooler drops the request if we close
    // first.
    await once(socket, 'close', { signal: late });
  } finally {
    socket.destroy();
  }
}

async function encrypted(
  socket: net.Socket,
  host: string,
  options: ConnectionOptions,
  late: AbortSignal,
): Promise<net.Socket> {
  socket.write(message(SSL_REQUEST));
  const [answer] = (await once(socket, 'data', { signal: late })) as [Buffer];
  if (answer.toString() !== 'S') throw new Error('The server does not encrypt the connection for a cancellation.');
  const secure = tls.connect({ ...(net.isIP(host) ? {} : { servername: host }), ...options, socket });
  await once(secure, 'secureConnect', { signal: late });
  return secure;
}

function message(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 + 4 * values.length);
  for (const [place, value] of [bytes.length, ...values].entries()) bytes.writeInt32BE(value | 0, 4 * place);
  return bytes;
}
