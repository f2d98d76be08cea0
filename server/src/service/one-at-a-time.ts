/**
 * Runs work at most once at a time: concurrent callers share its result, and so do later callers within `freshMs`
 * milliseconds. Failures are not kept.
 */
export function oneAtATime<T>(work: () => Promise<T>, freshMs = 0): () => Promise<T> {
  let running: Promise<T> | undefined;
  let last: { value: T; until: number } | undefined;
  const run = async () => {
    try {
      const value = await work();
      last = { value, until: performance.now() + freshMs };
      return value;
    } finally {
      running = undefined;
    }
  };
  return () => {
    if (running) return running;
    if (last && performance.now() < last.until) return Promise.resolve(last.value);
    running = run();
    return running;
  };
}
