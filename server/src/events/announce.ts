import type { Pool } from 'pg';
import { createAnnouncer } from '../database/announcer.ts';
import { EVENT_CHANNEL } from '../database/channels.ts';

/** The pools of the servers of this process: one, but for tests. */
const pools = new Set<Pool>();

/** Makes a pool announce the events of this process, until the returned function is called. */
export function announceWith(pool: Pool): () => void {
  pools.add(pool);
  return () => pools.delete(pool);
}

/** Announces that events were recorded. */
export const announceSoon = createAnnouncer(() => {
  // Nothing is lost where this fails: the events are there, and are looked for.
  for (const pool of pools) pool.query(`notify ${EVENT_CHANNEL}`).catch(() => undefined);
});
