import type { RequestHandler } from 'express';
import { ReaderGone, whileReading } from '../database/reads.ts';

/** Cancels the queries of a read when its client hangs up. Writes run to their end. */
export const endReadsWithClient: RequestHandler = (req, res, next) => {
  if (req.method !== 'GET' && req.method !== 'HEAD') return next();
  const gone = new AbortController();
  res.once('close', () => {
    if (!res.writableFinished) gone.abort(new ReaderGone('The client has hung up'));
  });
  whileReading(gone.signal, () => next());
};
