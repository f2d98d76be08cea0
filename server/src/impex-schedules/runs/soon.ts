import { setTimeout as delay } from 'node:timers/promises';

/** The waits before each look: within a second, most jobs of a run have ended. */
const WAITS_MS = [0, 50, 100, 200, 400];

/** What a look gives within a second, if anything. */
export async function soon<T>(look: () => Promise<T | undefined | false>, signal: AbortSignal): Promise<T | undefined> {
  for (const ms of WAITS_MS) {
    await delay(ms, undefined, { signal });
    const found = await look();
    if (found) return found;
  }
  return undefined;
}
