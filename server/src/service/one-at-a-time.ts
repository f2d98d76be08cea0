/**
 * Work that is done once at a time, however many ask for it: who asks meanwhile gets what the first one gets, and who
 * asks within `freshMs` afterwards what came of it last. What failed is not kept.
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
