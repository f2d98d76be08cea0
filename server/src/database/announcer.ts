import type { Pool } from 'pg';

const EVERY_MS = 20;

/**
 * Limits how often something is announced: at once, or as soon as the last announcement is 20 ms ago. Announcements are
 * made after commits: a `notify` inside each transaction would make commits wait for each other.
 *
 * @param announce sends the announcement; whoever misses it looks for work from time to time
 * @returns the function that asks for an announcement
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

/** Announces on a channel that there is work. @returns the function that asks for an announcement */
export function announcerOn(pool: Pool, channel: string): () => void {
  return createAnnouncer(() => {
    // Nothing is lost where this fails: the work is there, and is looked for.
    pool.query(`notify ${channel}`).catch(() => undefined);
  });
}

/** The channel on which triggers of the schema announce (`notify`) that an API key or its partner has changed. */
export const API_KEY_CHANNEL = 'api_key_changed';

/** The channel on which processes announce that order updates were received. */
export const ORDER_UPDATE_CHANNEL = 'order_update_received';

/** The channel on which processes announce that a run of a schedule was asked for. */
export const SCHEDULE_RUN_CHANNEL = 'schedule_run_requested';

/** The channel on which processes announce that events were recorded. */
export const EVENT_CHANNEL = 'event_recorded';
