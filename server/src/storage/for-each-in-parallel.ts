/** Calls to the storage that run at the same time. */
const AT_ONCE = 10;

/**
 * Runs a call to the storage for each item, a few at a time.
 *
 * @returns the items for which it succeeded
 * @throws the first failure where all items failed, since the cause is then likely to be common
 */
export async function forEachInParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<T[]> {
  const done: T[] = [];
  const failures: unknown[] = [];
  const queue = [...items];
  const next = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      try {
        await work(item);
        done.push(item);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  if (done.length === 0 && failures.length > 0) throw failures[0];
  return done;
}
