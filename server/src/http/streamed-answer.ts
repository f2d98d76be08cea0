import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { inThisRead } from '../database/reads.ts';

/**
 * Thrown once an answer has been sent: there is nothing left to do, and nothing went wrong. One for all, because the
 * stack of each would cost more than it tells.
 */
export const ANSWERED = new Error('The answer has been sent');

/**
 * Sends a stream as the answer and ends the handler. What fails before there is anything to send is answered as a
 * problem. A source that fails half way cuts the connection, so that the client sees a broken answer and not a short
 * one. (ts-rest's own piping handles no errors.)
 */
export async function streamAnswer(
  res: Response,
  contentType: string,
  source: AsyncIterable<string | Buffer>,
): Promise<never> {
  const chunks = inThisRead(source)[Symbol.asyncIterator]();
  try {
    const first = await chunks.next();
    res.status(200).setHeader('content-type', contentType);
    await pipeline(Readable.from(startingWith(first, chunks), { objectMode: false }), res);
  } catch (error) {
    // A client that hangs up in the middle of its download is no failure of ours.
    if (!res.closed && (error as { code?: unknown }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  } finally {
    await chunks.return?.();
  }
  throw ANSWERED;
}

async function* startingWith<T>(first: IteratorResult<T>, rest: AsyncIterator<T>): AsyncGenerator<T> {
  for (let step = first; !step.done; step = await rest.next()) yield step.value;
}
