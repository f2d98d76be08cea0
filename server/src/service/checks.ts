/** Checks of the resources that a server needs; each throws if its resource cannot be reached. */
export type Checks = Record<'database' | 'storage' | 'queue', Check> & {
  /** An optional resource: without one, there is no check. */
  replica?: Check;
};
type Check = () => Promise<unknown>;

const CHECK_MS = 3_000;

/** Whether each check passes. Concurrent callers share one run. */
export function passing({ database, storage, queue, replica }: Checks) {
  const shared = (check: Check) => oneAtATime(() => passes(check));
  return {
    database: shared(database),
    storage: shared(storage),
    queue: shared(queue),
    ...(replica ? { replica: shared(replica) } : {}),
  };
}

/** Whether a check passes in time. Reasons for a failure are logged, not shown in a public response. */
async function passes(check: Check): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), CHECK_MS);
  });
  const done = check().then(
    () => true,
    () => false,
  );
  return Promise.race([done, late]).finally(() => clearTimeout(timer));
}

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
