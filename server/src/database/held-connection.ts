import type { Pool, PoolClient } from 'pg';

/** A pooled connection that is held for longer than one query. */
export interface HeldConnection {
  readonly client: PoolClient;
  /** Gives it back to the pool, or, where it has broken or an error is given, closes it. The first call counts. */
  release(error?: Error): void;
}

/**
 * Takes a connection out of the pool and watches it: a connection that breaks between two queries tells nobody else.
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
      // A connection that is closed may still speak up: the listener stays with it then.
      if (lost || error) client.release(lost ?? error);
      else {
        client.off('error', listener);
        client.release();
      }
    },
  };
}
