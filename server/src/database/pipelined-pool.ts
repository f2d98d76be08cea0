import pg from 'pg';

/**
 * A pool beside another one, of one connection, that sends statements without waiting for the answers to those before:
 * where several do not depend on each other, they take one round trip. It can neither copy nor open cursors.
 */
export function pipelinedPool({ options }: pg.Pool): pg.Pool {
  // The password is hidden from copies of the options.
  const { password } = options;
  const pool = new pg.Pool({
    ...options,
    ...(password === undefined ? {} : { password }),
    min: 0,
    max: 1,
    pipeline: true,
  });
  // The pool replaces a connection that breaks while it is idle; without a listener the error would end the process.
  pool.on('error', () => undefined);
  return pool;
}
