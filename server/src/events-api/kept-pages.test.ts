import { expect, it } from 'vitest';
import { KeptPages } from './kept-pages.ts';
import type { EventPage } from './new-events.queries.ts';

const window = { seen: '1:1:', until: '2:2:' };
const pageOf = (count: number): EventPage => ({
  rows: Array.from({ length: count }, () => ({}) as never),
  isLast: true,
});

it('returns entries in order, with the latest of consecutive snapshots', () => {
  const kept = new KeptPages('1:1:');
  kept.page(pageOf(2), window);
  kept.seen('2:2:');
  kept.seen('3:3:');
  expect(kept.take()).toMatchObject({ page: { rows: [{}, {}] }, window });
  expect(kept.take()).toEqual({ seen: '3:3:' });
  expect([kept.take(), kept.isComplete]).toEqual([undefined, true]);
});

it('is not complete after exceeding its limit or a broken window', () => {
  const full = new KeptPages('1:1:');
  full.page(pageOf(5_000), window);
  expect(full.isComplete).toBe(true);
  full.page(pageOf(1), window);
  expect([full.take(), full.isComplete]).toEqual([undefined, false]);
  full.page(pageOf(1), window);
  expect(full.take()).toBeUndefined();

  const taken = new KeptPages('1:1:');
  for (let n = 0; n < 20; n += 1) {
    taken.page(pageOf(500), window);
    taken.take();
  }
  expect(taken.isComplete).toBe(true);
  taken.broken();
  expect(taken.isComplete).toBe(false);
});
