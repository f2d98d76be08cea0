import { Problem } from '@commerce-integration/contract';
import type { Request, Response } from 'express';
import type { Database, UnitOfWork } from '../database/orm.ts';
import { outsideOfReads } from '../database/reads.ts';
import {
  type Claim,
  type Finished,
  fingerprintOf,
  type IdempotencyKeys,
  type Outcome,
  reusedKey,
} from './idempotency.ts';

/** What identifies a call that is made twice. */
export type KeyedRequest = Pick<Request, 'get' | 'method' | 'path' | 'body'>;

/** Work that may also return, not throw, a refusal: then what it wrote is kept, and the caller is refused. */
type OnceWork<O extends Outcome> = (em: UnitOfWork) => Promise<O | Problem>;

export interface UnitsOfWork {
  /** A unit of work for reading, confined to what the caller may see. */
  read(res: Response): UnitOfWork;
  /** One transaction, confined to what the caller may see. */
  write<T>(res: Response, work: (em: UnitOfWork) => Promise<T>): Promise<T>;
  /** One transaction that takes effect once for each `Idempotency-Key`: a repeated call gets the first outcome. */
  once<O extends Outcome>(req: KeyedRequest, res: Response, work: OnceWork<O>): Promise<O>;
  /** Claims the call's `Idempotency-Key`, if it has one, before its body is read. The claim ends with the answer. */
  hold(req: KeyedRequest, res: Response): Promise<Claim | Finished | undefined>;
  /** `once` for a call that holds its key already. */
  settle<O extends Outcome>(
    res: Response,
    held: Claim | Finished | undefined,
    fingerprint: string,
    work: OnceWork<O>,
  ): Promise<O>;
}

export function createUnitsOfWork(database: Database, keys: IdempotencyKeys): UnitsOfWork {
  const units: UnitsOfWork = {
    read: (res) => database.open({ partnerId: res.locals.caller.partner?.id ?? null }),
    write: (res, work) => outsideOfReads(() => units.read(res).transactional(work)),
    async once(req, res, work) {
      const held = await units.hold(req, res);
      return units.settle(res, held, fingerprintOf(operationOf(req), req.body), work);
    },
    async hold(req, res) {
      const key = req.get('idempotency-key');
      if (key === undefined) return undefined;
      const { caller, secret } = res.locals;
      const held = await keys.begin({ apiKeyId: caller.apiKeyId, secret, key, operation: operationOf(req) });
      if ('abandon' in held) await endWithCall(res, held);
      return held;
    },
    async settle(res, held, fingerprint, work) {
      if (held === undefined) return notRefused(await units.write(res, work));
      // What the first call was answered with: the same operation gave it, so it has the same shape.
      if ('outcome' in held) return replay(res, held, fingerprint) as never;
      return settleClaim(units, res, held, fingerprint, work);
    },
  };
  return units;
}

/** Claims whose work has begun: only the work itself ends them, even when the client has gone. */
const atWork = new WeakSet<Claim>();

/**
 * Gives a key back when its call ends before its work has begun, as when a client hangs up in the middle of its upload.
 * A client that goes later does not stop the work, and must find its outcome when it asks again.
 */
async function endWithCall(res: Response, claim: Claim): Promise<void> {
  const giveBack = async () => {
    if (!atWork.has(claim)) await claim.abandon();
  };
  // The client may have gone while the key was claimed; then no `close` is to come.
  if (res.closed || res.destroyed) {
    await giveBack();
    throw new Problem('malformed_request', 'The request ended before it was answered.');
  }
  res.once('close', () => giveBack().catch((error) => res.locals.log.warn({ err: error }, 'key not freed')));
}

async function settleClaim<O extends Outcome>(
  units: UnitsOfWork,
  res: Response,
  claim: Claim,
  fingerprint: string,
  work: OnceWork<O>,
): Promise<O> {
  atWork.add(claim);
  try {
    const outcome = await units.write(res, async (em) => {
      const done = await work(em);
      await claim.settle(em, fingerprint, done instanceof Problem ? asOutcome(done) : done);
      return done;
    });
    return notRefused(outcome);
  } catch (error) {
    // A refusal is the call's outcome; a failure of ours is none, and frees the key.
    if (error instanceof Problem && error.status < 500 && error.code !== 'idempotency_in_progress')
      await claim.settleRefusal(fingerprint, asOutcome(error));
    else await claim.abandon();
    throw error;
  }
}

function operationOf(req: KeyedRequest): string {
  return `${req.method} ${req.path}`;
}

function notRefused<O>(outcome: O | Problem): O {
  if (outcome instanceof Problem) throw outcome;
  return outcome;
}

function asOutcome(problem: Problem): Outcome {
  return { status: problem.status, body: { code: problem.code, detail: problem.message, errors: problem.errors } };
}

/** Gives the first call's outcome again, a refusal as the refusal it was. */
function replay(res: Response, held: Finished, fingerprint: string): Outcome {
  if (!held.isOf(fingerprint)) throw reusedKey();
  res.setHeader('idempotent-replayed', 'true');
  if (held.outcome.status < 400) return held.outcome;
  const { code, detail, errors } = held.outcome.body as Pick<Problem, 'code' | 'errors'> & { detail: string };
  throw new Problem(code, detail, errors ? { errors } : {});
}
