import { createCipheriv, createDecipheriv, createHmac, hash, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { LIMITS } from '@commerce-integration/contract';
import { keyInProgress, keyReused } from '@commerce-integration/contract/rules';
import type { Pool } from 'pg';
import { kept } from '../database/kept-statements.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import type { Held } from './call-resources.ts';

/** A response that can be sent again. */
export interface Outcome {
  status: number;
  body: unknown;
}

/** The stored outcome of the first call with a key. */
export interface FirstOutcome {
  /** Whether a request is the same as the one that produced this outcome. */
  isOf(fingerprint: string): boolean;
  outcome: Outcome;
}

export interface KeyedCall {
  apiKeyId: number;
  secret: string;
  key: string;
  operation: string;
}

/** Seconds without a refresh after which a claim counts as abandoned by a process that died. */
const SILENT_SECONDS = 20;
const REFRESH_MS = 5_000;

/** Selects the row of a claim, unless another claim has taken over its key. */
const OWN_CLAIM = 'where owner_id = $1 and key = $2 and claim = $3';
const COMPLETE = kept(`update idempotency_key set fingerprint = $4, response = $5 ${OWN_CLAIM} returning 1`);

// Committed asynchronously. A crash of the database may lose a claim, but then it also loses the call's commit, which
// comes later in the write-ahead log: the call still takes effect once.
const CLAIM = kept(`insert into idempotency_key as k (owner_id, key, operation, claim, claimed_at, created_at)
  select $1, $2, $3, $6, now(), now() from set_config('synchronous_commit', 'off', true)
  on conflict (owner_id, key) do update set operation = excluded.operation, claim = excluded.claim,
    claimed_at = now(), created_at = now(),
    fingerprint = null, response = null
  where k.created_at < now() - make_interval(hours => $4)
    or (k.response is null and k.claimed_at < now() - make_interval(secs => $5))
  returning 1`);

/** The idempotency keys of creating calls with their outcomes, kept for 24 hours. */
export class IdempotencyKeys {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /**
   * Claims a key for this call, or returns the outcome of the first call with it.
   *
   * @throws Problem `idempotency_in_progress` while the first call is still running.
   */
  async claim(call: KeyedCall): Promise<Claim | FirstOutcome> {
    const claim = randomUUID();
    const claimed = await this.#pool.query(CLAIM, [
      call.apiKeyId,
      call.key,
      call.operation,
      LIMITS.idempotencyHours,
      SILENT_SECONDS,
      claim,
    ]);
    if (claimed.rowCount === 1) return new Claim(this.#pool, call, claim);
    const found = await this.#pool.query<{ operation: string; fingerprint: string; response: string | null }>(
      'select operation, fingerprint, response from idempotency_key where owner_id = $1 and key = $2',
      [call.apiKeyId, call.key],
    );
    const row = found.rows[0];
    if (!row?.response) {
      throw keyInProgress();
    }
    const sealed = row.response;
    if (row.operation !== call.operation) throw keyReused();
    return {
      isOf: (fingerprint) => stored(fingerprint, call) === row.fingerprint,
      // A caller with another session of the same key cannot decrypt it; `isOf` has refused that call before.
      get outcome() {
        return unseal(sealed, call);
      },
    };
  }
}

/** A call's claim on its key. It ends when the outcome is stored or the key is released. */
export class Claim implements Held {
  readonly #pool: Pool;
  readonly #call: KeyedCall;
  readonly #mine: [ownerId: number, key: string, claim: string];
  readonly #refresh: NodeJS.Timeout;

  /** @param claim identifies this claim among all claims on the same key */
  constructor(pool: Pool, call: KeyedCall, claim: string) {
    this.#pool = pool;
    this.#call = call;
    this.#mine = [call.apiKeyId, call.key, claim];
    this.#refresh = setInterval(() => {
      // A failed refresh is made up for by the next one; at worst the claim expires.
      this.#run(`update idempotency_key set claimed_at = now() ${OWN_CLAIM}`).catch(() => undefined);
    }, REFRESH_MS);
    this.#refresh.unref();
  }

  /**
   * Stores the outcome in the transaction of the unit of work: the change and its outcome commit together.
   *
   * @throws Problem `idempotency_in_progress` where another call has taken over the key: then this call must be rolled
   *   back
   */
  async complete(em: UnitOfWork, fingerprint: string, outcome: Outcome): Promise<void> {
    clearInterval(this.#refresh);
    const completed = await sqlOf(em).query(COMPLETE, this.#completion(fingerprint, outcome));
    if (completed.rows.length === 0) throw keyInProgress();
  }

  /** Stores the outcome of a call that changed nothing. */
  async completeRefusal(fingerprint: string, outcome: Outcome): Promise<void> {
    clearInterval(this.#refresh);
    await this.#pool.query(COMPLETE, this.#completion(fingerprint, outcome));
  }

  /** Releases the key of a call without an outcome, so that the call can be retried. */
  async release(): Promise<void> {
    clearInterval(this.#refresh);
    await this.#run(`delete from idempotency_key ${OWN_CLAIM} and response is null`);
  }

  #run(statement: string) {
    return this.#pool.query(statement, this.#mine);
  }

  /** The parameter values of `COMPLETE`. */
  #completion(fingerprint: string, outcome: Outcome): unknown[] {
    return [...this.#mine, stored(fingerprint, this.#call), seal(outcome, this.#call)];
  }
}

/** A hash that identifies repetitions of a request. */
export function fingerprintOf(...parts: unknown[]): string {
  return hash('sha256', JSON.stringify(parts), 'hex');
}

/** A fingerprint as stored: keyed with the caller's secret, because a plain hash would let customer data be guessed. */
function stored(fingerprint: string, call: KeyedCall): string {
  return createHmac('sha256', call.secret).update(fingerprint).digest('hex');
}

// An outcome may contain a secret that is shown only once, such as a new API key. It is encrypted with a key derived
// from the caller's secret, so that the database alone does not reveal it.
function sealingKey(call: KeyedCall): Buffer {
  return Buffer.from(hkdfSync('sha256', call.secret, call.key, 'idempotent outcome', 32));
}

function seal(outcome: Outcome, call: KeyedCall): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(call), iv);
  const text = Buffer.concat([cipher.update(JSON.stringify(outcome), 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64');
}

function unseal(sealed: string, call: KeyedCall): Outcome {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(call), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  const text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
  return JSON.parse(text.toString('utf8')) as Outcome;
}
