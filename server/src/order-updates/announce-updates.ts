import type { Pool } from 'pg';
import { ORDER_UPDATE_CHANNEL } from '../database/channels.ts';

const EVERY_MS = 20;

/**
 * Tells the workers that updates wait: after commits, at most every 20 ms, as for events. Whoever misses an announcement
 * looks from time to time.
 *
 * @returns the function that announces soon
 */
export function announcerOfUpdates(pool: Pool): () => void {
  let timer: NodeJS.Timeout | undefined;
  let last = 0;
  const announce = () => {
    timer = undefined;
    last = Date.now();
    // Nothing is lost where this fails: the updates are there, and are looked for.
    pool.query(`notify ${ORDER_UPDATE_CHANNEL}`).catch(() => undefined);
  };
  return () => {
    if (timer !== undefined) return;
    timer = setTimeout(announce, Math.max(0, last + EVERY_MS - Date.now()));
    timer.unref();
  };
}
