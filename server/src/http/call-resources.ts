import type { Response } from 'express';

/** What a call takes before its work begins, and gives back where that never happens: its key, a file it stored. */
export interface Held {
  release(): Promise<void>;
}

/**
 * Gives something back when the call ends before its work has begun: before the answer of a call that is refused, or
 * when its client hangs up.
 *
 * @returns false where the client has gone already: it was given back now
 */
export async function releaseWithCall(res: Response, held: Held): Promise<boolean> {
  res.locals.held ??= new Set();
  res.locals.held.add(held);
  // The client may have gone meanwhile; then no `close` is to come.
  if (res.closed || res.destroyed) {
    await releaseHeld(res);
    return false;
  }
  res.once('close', () => void releaseHeld(res));
  return true;
}

/** The call's work has begun: only the work itself says what becomes of what it holds, even when the client has gone. */
export function keepHeld(res: Response): void {
  res.locals.held?.clear();
}

/** Gives back all that a call holds. What cannot be given back is logged: schedules and time limits free it later. */
export async function releaseHeld(res: Response): Promise<void> {
  const all = [...(res.locals.held ?? [])];
  keepHeld(res);
  const warn = (error: unknown) => res.locals.log.warn({ err: error }, 'not given back after a call that failed');
  await Promise.all(all.map((held) => held.release().catch(warn)));
}
