import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

/**
 * Thrown once an answer has been sent: there is nothing left to do, and nothing went wrong. One for all, because the
 * stack of each would cost more than it tells.
 */
export const ANSWERED = new Error('The answer has been sent');

/**
 * Sends a stream as the answer and ends the handler. A source that fails half way cuts the connection, so that the
 * client sees a broken answer and not a short one. (ts-rest's own piping handles no errors.)
 */
export async function streamAnswer(res: Response, contentType: string, source: Readable): Promise<never> {
  res.status(200).setHeader('content-type', contentType);
  try {
    await pipeline(source, res);
  } catch (error) {
    // A client that hangs up in the middle of its download is no failure of ours.
    if ((error as { code?: unknown }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
  throw ANSWERED;
}
