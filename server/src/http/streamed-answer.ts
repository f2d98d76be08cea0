import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Page } from '@commerce-integration/contract';
import type { Response } from 'express';
import { inThisRead } from '../database/reads.ts';

/**
 * Thrown to end a handler after its response has been sent; not a failure. A single instance, because creating a stack
 * trace each time would be wasteful.
 */
export const ANSWERED = new Error('The answer has been sent');

/**
 * Sends a stream as the response and ends the handler. A failure before the first byte is answered as a problem; a
 * later one closes the connection, so that the client sees a broken response, not a short one. (ts-rest's own piping
 * does not handle errors.)
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
    // A client that disconnects during its download is not an error.
    if (!res.closed && (error as { code?: unknown }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  } finally {
    await chunks.return?.();
  }
  throw ANSWERED;
}

async function* startingWith<T>(first: IteratorResult<T>, rest: AsyncIterator<T>): AsyncGenerator<T> {
  for (let step = first; !step.done; step = await rest.next()) yield step.value;
}

/** Sends JSON text with its `ETag`, and ends the handler. */
export function answerJson(res: Response, text: string): never {
  res.status(200).type('json').send(text);
  throw ANSWERED;
}

/** A page of a list whose items are already JSON text. */
export function pageJson({ count, items, next_cursor }: Page<string>): string {
  const next = next_cursor === undefined ? '' : `,"next_cursor":${JSON.stringify(next_cursor)}`;
  return `{"count":${count},"items":[${items.join(',')}]${next}}`;
}
