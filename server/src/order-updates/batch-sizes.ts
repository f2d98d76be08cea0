import { isConflict, isConnectionFailure, isEndedStatement, isLockTimeout } from '../database/failures.ts';

/**
 * The batch size of each partner's transactions: normally the maximum; after a failure one at a time, until the failing
 * item is found, then doubling again.
 */
export class BatchSizes {
  readonly #usual: number;
  readonly #reduced = new Map<number, number>();

  constructor(usual: number) {
    this.#usual = usual;
  }

  of(partnerId: number): number {
    return this.#reduced.get(partnerId) ?? this.#usual;
  }

  failed(partnerId: number): void {
    this.#reduced.set(partnerId, 1);
  }

  succeeded(partnerId: number): void {
    const next = this.of(partnerId) * 2;
    if (next < this.#usual) this.#reduced.set(partnerId, next);
    else this.#reduced.delete(partnerId);
  }
}

/** Whether a failure is unrelated to the data, so that a retry may succeed. */
export function isPassing(error: unknown): boolean {
  return isConnectionFailure(error) || isLockTimeout(error) || isEndedStatement(error) || isConflict(error);
}
