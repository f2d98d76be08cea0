import type { Response } from 'express';

/**
 * A resource that a call holds before its work begins, such as an idempotency key or a stored file, and must release if
 * the work never begins.
 */
export interface Held {
  release(): Promise<void>;
}

/**
 * Releases a resource if the call ends before its work has begun: before a refusal is answered, or when the client
 * disconnects.
 *
 * @returns false if the client has already disconnected: the resource was released now
 */
export async function releaseWithCall(res: Response, held: Held): Promise<boolean> {
  res.locals.held ??= new Set();
  res.locals.held.add(held);
  // If the client has disconnected in the meantime, there will be no `close` event.
  if (res.closed || res.destroyed) {
    await releaseHeld(res);
    return false;
  }
  res.once('close', () => void releaseHeld(res));
  return true;
}

/**
 * Marks that the call's work has begun: from now on only the work releases what the call holds, even if the client
 * disconnects.
 */
export function keepHeld(res: Response): void {
  res.locals.held?.clear();
}

/** Releases everything that a call holds. Failures are logged; schedules and time limits clean up later. */
export async function releaseHeld(res: Response): Promise<void> {
  const all = [...(res.locals.held ?? [])];
  keepHeld(res);
  const warn = (error: unknown) =>
    res.locals.log.warn({ err: error }, 'a resource could not be released after a failed call');
  await Promise.all(all.map((held) => held.release().catch(warn)));
}
