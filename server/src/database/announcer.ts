import type { Pool } from 'pg';

const EVERY_MS = 20;

/**
 * Rate-limits an announcement: it is sent at once, or 20 ms after the last one. Announcements are sent after commits: a
 * `notify` inside each transaction would make commits wait for each other.
 *
 * @param announce sends the announcement; a listener that misses it still finds the work by polling
 * @returns the function that requests an announcement
 */
export function createAnnouncer(announce: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let last = 0;
  const announceNow = () => {
    timer = undefined;
    last = Date.now();
    announce();
  };
  return () => {
    if (timer !== undefined) return;
    timer = setTimeout(announceNow, Math.max(0, last + EVERY_MS - Date.now()));
    timer.unref();
  };
}

/** Announces on a channel that there is work. @returns the function that requests an announcement */
export function announcerOn(pool: Pool, channel: string): () => void {
  return createAnnouncer(() => {
    // If this fails, nothing is lost: polling finds the work.
    pool.query(`notify ${channel}`).catch(() => undefined);
  });
}

/** The channel on which database triggers announce (`notify`) changes of an API key or its partner. */
export const API_KEY_CHANNEL = 'api_key_changed';

/** The channel on which processes announce that order updates were received. */
export const ORDER_UPDATE_CHANNEL = 'order_update_received';

/** The channel on which processes announce that a run of a schedule was requested. */
export const SCHEDULE_RUN_CHANNEL = 'schedule_run_requested';

/** The channel on which processes announce that events were recorded. */
export const EVENT_CHANNEL = 'event_recorded';
