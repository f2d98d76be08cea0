import { LIMITS, Problem } from '@commerce-integration/contract';
import { isKeptRefusal, keyInProgress, keyReused } from '@commerce-integration/contract/rules';

/** A response that can be sent again. */
export interface Outcome {
  status: number;
  body: unknown;
}

interface Entry {
  operation: string;
  createdAt: number;
  /** Undefined while the first call is still running. */
  outcome?: { fingerprint: string } & ({ answer: Outcome } | { refusal: Problem });
}

/** A call's claim on its key; undefined for a call without one. */
export type Held = { entry: Entry; isFirst: boolean; release(): void } | undefined;

/** The idempotency keys of creating calls with their outcomes, kept for 24 hours. */
export class MockIdempotency {
  readonly #entries = new Map<string, Entry>();

  /**
   * Claims a key, or finds the outcome of the first call with it.
   *
   * @throws Problem `idempotency_in_progress`, `idempotency_key_reused`
   */
  hold(apiKeyId: number, key: string | null, operation: string): Held {
    if (key === null) return undefined;
    const name = `${apiKeyId} ${key}`;
    const known = this.#entries.get(name);
    if (known && known.createdAt > Date.now() - LIMITS.idempotencyHours * 3_600_000) {
      if (!known.outcome) throw keyInProgress();
      if (known.operation !== operation) throw keyReused();
      return { entry: known, isFirst: false, release: () => undefined };
    }
    const entry: Entry = { operation, createdAt: Date.now() };
    this.#entries.set(name, entry);
    const release = () => {
      if (!entry.outcome) this.#entries.delete(name);
    };
    return { entry, isFirst: true, release };
  }
}

/** Does the work and stores its outcome, also a refusal that is kept; or returns the first outcome again. */
export async function completeClaim<A extends Outcome>(
  held: Held,
  fingerprint: string,
  answerHeaders: Headers,
  work: () => A | Promise<A>,
): Promise<A> {
  if (held === undefined) return work();
  const { entry, isFirst } = held;
  if (!isFirst && entry.outcome) {
    if (entry.outcome.fingerprint !== fingerprint) throw keyReused();
    answerHeaders.set('idempotent-replayed', 'true');
    if ('refusal' in entry.outcome) throw entry.outcome.refusal;
    return entry.outcome.answer as A;
  }
  try {
    const answer = await work();
    entry.outcome = { fingerprint, answer: structuredClone(answer) };
    return answer;
  } catch (error) {
    if (error instanceof Problem && isKeptRefusal(error)) entry.outcome = { fingerprint, refusal: error };
    throw error;
  }
}
