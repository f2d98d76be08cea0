import pg from 'pg';

/**
 * A second pool with one connection that sends statements without waiting for earlier results, so that independent
 * statements share one round trip. It supports neither COPY nor cursors.
 */
export function pipelinedPool({ options }: pg.Pool): pg.Pool {
  // The password is not enumerable, so copies of the options lack it.
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
