import { setTimeout as delay } from 'node:timers/promises';

/** Repeats a check until it returns a truthy value, up to a time limit. */
export async function until<T>(look: () => Promise<T | undefined | false>, milliseconds = 60_000): Promise<T> {
  const end = Date.now() + milliseconds;
  while (Date.now() < end) {
    const found = await look();
    if (found) return found;
    await delay(50);
  }
  throw new Error(`Nothing came of it in ${milliseconds} ms: ${look}`);
}
