import { idempotencyHeaders, invalidRequest, Problem } from '@commerce-integration/contract';
import { isKeptRefusal, keyReused } from '@commerce-integration/contract/rules';
import type { Request, Response } from 'express';
import type { Database, UnitOfWork } from '../database/orm.ts';
import type { ReadReplica } from '../database/read-replica.ts';
import { outsideOfReads } from '../database/reads.ts';
import { inSpan } from '../tracing/span.ts';
import { keepHeld, releaseWithCall } from './call-resources.ts';
import { Claim, type FirstOutcome, fingerprintOf, type IdempotencyKeys, type Outcome } from './idempotency.ts';

/** The parts of a request that identify a repeated call. */
export type KeyedRequest = Pick<Request, 'get' | 'method' | 'path' | 'body'>;

/**
 * Work that may throw a refusal, which rolls back, or return one, which keeps its writes and still refuses the call.
 */
type IdempotentWork<O extends Outcome> = (em: UnitOfWork) => Promise<O | Problem>;

export interface UnitsOfWork {
  /**
   * A unit of work for reading, restricted to the rows that the caller may see; on a replica where one answers the
   * call.
   */
  read(res: Response): UnitOfWork;
  /** Records that the response reveals something written at a time, so that the caller's later lists show it. */
  told(res: Response, at: Date): Promise<void>;
  /** Runs work in one transaction, restricted to the rows that the caller may see. */
  write<T>(res: Response, work: (em: UnitOfWork) => Promise<T>): Promise<T>;
  /** Runs work in one transaction, once for each `Idempotency-Key`: a repeated call gets the first outcome. */
  idempotent<O extends Outcome>(req: KeyedRequest, res: Response, work: IdempotentWork<O>): Promise<O>;
  /**
   * Claims the call's `Idempotency-Key`, if it has one, before its body is read. A call that ends before its work has
   * begun releases the key.
   *
   * @throws Problem `invalid_parameter`, `idempotency_in_progress`, `idempotency_key_reused`
   */
  claimKey(req: KeyedRequest, res: Response): Promise<Claim | FirstOutcome | undefined>;
  /** Like `idempotent`, for a call that has already claimed its key. */
  completeClaim<O extends Outcome>(
    res: Response,
    claim: Claim | FirstOutcome | undefined,
    fingerprint: string,
    work: IdempotentWork<O>,
  ): Promise<O>;
}

/** @param replica needs to know which keys write; undefined where there is none */
export function createUnitsOfWork(database: Database, keys: IdempotencyKeys, replica?: ReadReplica): UnitsOfWork {
  const tenancy = (res: Response) => ({ partnerId: res.locals.caller.partner?.id ?? null });
  const noted = (res: Response, noting: Promise<void> | undefined) =>
    noting?.catch((err: unknown) =>
      res.locals.log.warn({ err }, 'later reads from the replica may miss the changes of this call'),
    );
  const wrote = (res: Response) => noted(res, replica?.wrote(res.locals.caller.apiKeyId));
  const units: UnitsOfWork = {
    read: (res) => (res.locals.replica?.database ?? database).open(tenancy(res)),
    write: (res, work) =>
      inSpan('unit of work', {}, () =>
        outsideOfReads(async () => {
          const done = await database.open(tenancy(res)).transactional(work);
          await wrote(res);
          return done;
        }),
      ),
    async told(res, at) {
      await noted(res, replica?.told(res.locals.caller.apiKeyId, at));
    },
    async idempotent(req, res, work) {
      const claim = await units.claimKey(req, res);
      // Without a key there is no earlier request to compare with.
      const fingerprint = claim === undefined ? '' : fingerprintOf(operationOf(req), req.body);
      return units.completeClaim(res, claim, fingerprint, work);
    },
    async claimKey(req, res) {
      const key = idempotencyKeyOf(req);
      if (key === undefined) return undefined;
      const { caller, secret } = res.locals;
      const claim = await keys.claim({ apiKeyId: caller.apiKeyId, secret, key, operation: operationOf(req) });
      if (!(claim instanceof Claim) || (await releaseWithCall(res, claim))) return claim;
      throw new Problem('malformed_request', 'The request ended before it was answered.');
    },
    async completeClaim(res, claim, fingerprint, work) {
      if (claim instanceof Claim) return workOnce(units, res, claim, fingerprint, work);
      // The first call may have ended before it recorded its write.
      if (claim) await wrote(res);
      // The stored outcome has the type of this one, because it belongs to the same operation.
      if (claim) return replay(res, claim, fingerprint) as never;
      keepHeld(res);
      return notRefused(await units.write(res, work));
    },
  };
  return units;
}

/** @throws Problem `invalid_parameter` */
function idempotencyKeyOf(req: KeyedRequest): string | undefined {
  // This middleware runs before the contract's schemas check the headers.
  const parsed = idempotencyHeaders.safeParse({ 'idempotency-key': req.get('idempotency-key') });
  if (!parsed.success) throw invalidRequest({ headers: parsed.error });
  return parsed.data['idempotency-key'];
}

async function workOnce<O extends Outcome>(
  units: UnitsOfWork,
  res: Response,
  claim: Claim,
  fingerprint: string,
  work: IdempotentWork<O>,
): Promise<O> {
  keepHeld(res);
  try {
    const outcome = await units.write(res, async (em) => {
      const done = await work(em);
      // Storing the outcome locks the key's row, so everything else is written first: repeated calls then wait less.
      await em.flush();
      await claim.complete(em, fingerprint, done instanceof Problem ? asOutcome(done) : done);
      return done;
    });
    return notRefused(outcome);
  } catch (error) {
    // An internal error, or a refusal with a temporary cause, is not the call's outcome: it releases the key.
    if (error instanceof Problem && isKeptRefusal(error)) await claim.completeRefusal(fingerprint, asOutcome(error));
    else await claim.release();
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

/** Returns the first call's outcome again, or throws it if it was a refusal. */
function replay(res: Response, first: FirstOutcome, fingerprint: string): Outcome {
  if (!first.isOf(fingerprint)) throw keyReused();
  res.setHeader('idempotent-replayed', 'true');
  if (first.outcome.status < 400) return first.outcome;
  const { code, detail, errors } = first.outcome.body as Pick<Problem, 'code' | 'errors'> & { detail: string };
  throw new Problem(code, detail, errors ? { errors } : {});
}
