import type { Pool } from 'pg';
import { createAnnouncer } from '../database/announcer.ts';
import { ORDER_UPDATE_CHANNEL } from '../database/channels.ts';

/** Tells the workers that updates wait. @returns the function that announces soon */
export function announcerOfUpdates(pool: Pool): () => void {
  return createAnnouncer(() => {
    // Nothing is lost where this fails: the updates are there, and are looked for.
    pool.query(`notify ${ORDER_UPDATE_CHANNEL}`).catch(() => undefined);
  });
}
