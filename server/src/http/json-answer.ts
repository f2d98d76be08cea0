import type { Response } from 'express';
import { ANSWERED } from './streamed-answer.ts';

/** Sends JSON that is text already, with its `ETag`, and ends the handler. */
export function answerJson(res: Response, text: string): never {
  res.status(200).type('json').send(text);
  throw ANSWERED;
}

/** A page of a list whose items are JSON text already. */
export function pageJson(items: string[], nextCursor: string | undefined): string {
  const next = nextCursor === undefined ? '' : `,"next_cursor":${JSON.stringify(nextCursor)}`;
  return `{"count":${items.length},"items":[${items.join(',')}]${next}}`;
}
