import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { until } from './until.ts';

/** The session settings of a pooler, as in `docs/how-to/scale-out.md`. */
const CONNECT_QUERY = [
  `set statement_timeout = ''30s''`,
  `set idle_in_transaction_session_timeout = ''1min''`,
  `set temp_file_limit = ''2GB''`,
].join('; ');
/** Few, so that transactions often change sessions. */
const SESSIONS = 10;

export interface Pooler {
  port: number;
  stop(): Promise<void>;
}

/**
 * Starts a PgBouncer in transaction mode in front of all databases of a server. Not for ordinary runs, since not every
 * machine has PgBouncer: with `TEST_PGBOUNCER=/usr/sbin/pgbouncer`, the servers under test use it.
 */
export async function startPooler(program: string, databaseUrl: string): Promise<Pooler> {
  const { port, username, password } = new URL(databaseUrl);
  const folder = await mkdtemp(path.join(tmpdir(), 'commerce-pooler-'));
  const config = path.join(folder, 'pgbouncer.ini');
  const listen = await freePort();
  await writeFile(
    config,
    `[databases]
* = host=127.0.0.1 port=${port} user=${username} password=${decodeURIComponent(password)} connect_query='${CONNECT_QUERY}'
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${listen}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${SESSIONS}
max_client_conn = 1000
`,
  );
  // PgBouncer refuses to run as root.
  const account = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  await chmod(folder, 0o755);
  if (account.uid !== undefined) await chown(config, account.uid, account.gid);
  const child = spawn(program, [config], { ...account, stdio: 'ignore' });
  await until(() => isListening(listen));
  return {
    port: listen,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGINT');
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
