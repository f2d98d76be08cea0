import { Problem } from '@commerce-integration/contract';
import type { RequestHandler } from 'express';

/** PostgreSQL keeps every character but NUL. @throws Problem `malformed_request` */
export function assertStorable(storable: boolean): void {
  if (storable) return;
  throw new Problem('malformed_request', 'A text holds the character NUL (U+0000), which cannot be stored.');
}

/** Refuses a query that holds NUL; what stands in a path is held against its schema. */
export const storableQuery: RequestHandler = (req, _res, next) => {
  assertStorable(!(req.url.split('?', 2)[1] ?? '').includes('%00'));
  next();
};
