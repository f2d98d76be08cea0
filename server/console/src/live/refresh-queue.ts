/** Events come in bursts: a load tells of its products, its job and its feed. */
const GATHER_MS = 400;
/** What a busy platform changes all the time is asked for this often, and no more. */
const LEAST_INTERVAL_MS = 2_000;

interface Queries {
  /** Whether what a resource shows is being fetched now. */
  isFetching(resource: string): boolean;
  refresh(resource: string): void;
}

/**
 * Refreshes what has changed: soon, but each resource at intervals. A fetch under way is left to end, and follows once
 * more, since it may have been answered before the change: cancelling it would, with changes all the time, let none end.
 */
export class RefreshQueue {
  readonly #queries: Queries;
  readonly #waiting = new Set<string>();
  readonly #refreshedAt = new Map<string, number>();
  #isTimed = false;

  constructor(queries: Queries) {
    this.#queries = queries;
  }

  /** Notes that a resource has changed. */
  add(resource: string): void {
    this.#waiting.add(resource);
    if (this.#isTimed) return;
    this.#isTimed = true;
    setTimeout(() => this.#refreshWhatIsDue(), GATHER_MS);
  }

  #refreshWhatIsDue(): void {
    this.#isTimed = false;
    const now = performance.now();
    for (const resource of [...this.#waiting]) {
      const since = now - (this.#refreshedAt.get(resource) ?? Number.NEGATIVE_INFINITY);
      if (since < LEAST_INTERVAL_MS || this.#queries.isFetching(resource)) {
        this.add(resource);
        continue;
      }
      this.#waiting.delete(resource);
      this.#refreshedAt.set(resource, now);
      this.#queries.refresh(resource);
    }
  }
}
