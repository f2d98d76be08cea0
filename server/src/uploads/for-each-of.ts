const AT_ONCE = 10;

/**
 * Does something for each of some items, a few at a time.
 *
 * @returns those for which it went well
 * @throws the first failure where it went well for none: whatever stands in the way stands in everybody's
 */
export async function forEachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<T[]> {
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
