import type { Page } from '@commerce-integration/contract';
import type { Response } from 'express';
import { ANSWERED } from './streamed-answer.ts';

/** Sends JSON text with its `ETag`, and ends the handler. */
export function answerJson(res: Response, text: string): never {
  res.status(200).type('json').send(text);
  throw ANSWERED;
}

/** A page of a list whose items are JSON text already. */
export function pageJson({ count, items, next_cursor }: Page<string>): string {
  const next = next_cursor === undefined ? '' : `,"next_cursor":${JSON.stringify(next_cursor)}`;
  return `{"count":${count},"items":[${items.join(',')}]${next}}`;
}
