import type { Pool } from 'pg';
import { EVENT_CHANNEL } from '../database/channels.ts';

// Events are announced after their commit, at most every 20 ms by one process: a `notify` inside the transaction of each
// order would make commits wait for each other. Whoever misses an announcement looks for events from time to time.

const EVERY_MS = 20;

/** The pools of the servers of this process: one, but for tests. */
const pools = new Set<Pool>();
let timer: NodeJS.Timeout | undefined;
let last = 0;

/** Makes a pool announce the events of this process, until the returned function is called. */
export function announceWith(pool: Pool): () => void {
  pools.add(pool);
  return () => pools.delete(pool);
}

/** Announces that events were recorded: now, or as soon as the last announcement is 20 ms ago. */
export function announceSoon(): void {
  if (timer !== undefined) return;
  timer = setTimeout(announce, Math.max(0, last + EVERY_MS - Date.now()));
  timer.unref();
}

function announce(): void {
  timer = undefined;
  last = Date.now();
  // Nothing is lost where this fails: the events are there, and are looked for.
  for (const pool of pools) pool.query(`notify ${EVENT_CHANNEL}`).catch(() => undefined);
}
