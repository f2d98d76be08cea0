import type { Pool, PoolClient } from 'pg';

/** A pooled connection that is held for longer than one query. */
export interface HeldConnection {
  readonly client: PoolClient;
  /** Returns the connection to the pool; closes it if it has broken or an error is given. Further calls do nothing. */
  release(error?: Error): void;
}

/**
 * Takes a connection from the pool and watches it: without a listener, a break between two queries goes unnoticed.
 *
 * @param onLost called at most once
 */
export async function holdConnection(pool: Pool, onLost: (error: Error) => void): Promise<HeldConnection> {
  const client = await pool.connect();
  let lost: Error | undefined;
  const listener = (error: Error): void => {
    if (lost) return;
    lost = error;
    onLost(error);
  };
  client.on('error', listener);
  let isReleased = false;
  return {
    client,
    release(error) {
      if (isReleased) return;
      isReleased = true;
      // A closed connection may still emit errors, so the listener stays on it.
      if (lost || error) client.release(lost ?? error);
      else {
        client.off('error', listener);
        client.release();
      }
    },
  };
}
