import { REPLICA_LAG_HEADER, type RouteAccess } from '@commerce-integration/contract';
import type { Request, RequestHandler, Response } from 'express';
import { isEndedStatement } from '../database/failures.ts';
import type { ReadReplica } from '../database/read-replica.ts';
import { ReaderGone } from '../database/reads.ts';
import { ANSWERED } from './streamed-answer.ts';

/**
 * Decides whether a replica answers the call: the contract must allow it, and the replica must be recent enough for the
 * caller.
 */
export function readFromReplica(replica: ReadReplica | undefined): RequestHandler {
  if (!replica) return (_req, _res, next) => next();
  return async (req, res, next) => {
    const { tsRestRoute } = req as Request & { tsRestRoute?: { metadata?: Partial<RouteAccess> } };
    const { caller } = res.locals;
    const chosen =
      tsRestRoute?.metadata?.reads === 'replica' && caller ? await replica.forReadOf(caller.apiKeyId) : undefined;
    if (chosen) {
      res.locals.replica = { database: chosen.database, failed: () => replica.failed() };
      res.setHeader(REPLICA_LAG_HEADER, chosen.lagSeconds.toFixed(3));
    }
    next();
  };
}

/**
 * Runs the handler of a call; if the replica fails to answer, runs it again on the primary. That includes refusals: the
 * replica may lack the object that the call names.
 */
export async function onReplicaOrPrimary<T>(res: Response, handler: () => Promise<T>): Promise<T> {
  try {
    return await handler();
  } catch (error) {
    const { replica } = res.locals;
    const isOver = error === ANSWERED || res.headersSent || res.closed || error instanceof ReaderGone;
    // A query that times out on the replica would time out on the primary as well.
    if (!replica || isOver || isEndedStatement(error)) throw error;
    res.locals.log.info({ err: error }, 'the replica could not respond; using the primary');
    replica.failed();
    delete res.locals.replica;
    res.removeHeader(REPLICA_LAG_HEADER);
    return handler();
  }
}
