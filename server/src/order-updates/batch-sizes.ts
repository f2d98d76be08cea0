import { isConflict, isConnectionFailure, isEndedStatement, isLockTimeout } from '../database/failures.ts';

/**
 * How much of each partner is done in one transaction: as much as usual, but one at a time after a failure, until the one
 * is found that fails; then more and more again.
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

/** Whether a failure is none of what was sent or pushed: the same may succeed later. */
export function isPassing(error: unknown): boolean {
  return isConnectionFailure(error) || isLockTimeout(error) || isEndedStatement(error) || isConflict(error);
}
