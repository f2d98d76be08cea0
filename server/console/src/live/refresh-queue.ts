/** Events come in bursts: a load emits events for its products, its job and its feed. */
const GATHER_MS = 400;
/** The shortest refresh interval of a resource that changes all the time. */
const LEAST_INTERVAL_MS = 2_000;

interface Queries {
  /** Whether a resource is being fetched now. */
  isFetching(resource: string): boolean;
  refresh(resource: string): void;
}

/**
 * Refreshes changed resources soon, but each at most once per interval. A fetch in progress is not cancelled but
 * repeated, since its response may predate the change: cancelling would never let one finish under constant changes.
 */
export class RefreshQueue {
  readonly #queries: Queries;
  readonly #waiting = new Set<string>();
  readonly #refreshedAt = new Map<string, number>();
  #isTimed = false;

  constructor(queries: Queries) {
    this.#queries = queries;
  }

  /** Records that a resource has changed. */
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
