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
