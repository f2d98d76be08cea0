import { expect, it } from 'vitest';
import { AtMost } from './at-most.ts';

it('runs a limited number at once, the others in order, and continues after one that fails', async () => {
  const two = new AtMost(2);
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const works = [0, 1, 2, 3].map((number) =>
    two.run(async () => {
      begun.push(number);
      await new Promise<void>((end, fail) => ends.push(number === 0 ? () => fail(new Error('failed')) : end));
      return number;
    }),
  );
  const outcomes = Promise.allSettled(works);
  await Promise.resolve();
  expect(begun).toEqual([0, 1]);
  ends[0]?.();
  await expect.poll(() => begun).toEqual([0, 1, 2]);
  for (const at of [1, 2, 3]) {
    await expect.poll(() => ends[at]).toBeDefined();
    ends[at]?.();
  }
  expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
});
