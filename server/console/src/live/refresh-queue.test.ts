import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RefreshQueue } from './refresh-queue.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watched() {
  const fetching = new Set<string>();
  const refreshed: string[] = [];
  const refresh = (resource: string) => void refreshed.push(resource);
  return { fetching, refreshed, queue: new RefreshQueue({ isFetching: (name) => fetching.has(name), refresh }) };
}

it('refreshes once what a burst of events has changed', () => {
  const { queue, refreshed } = watched();
  for (let event = 0; event < 20; event += 1) for (const resource of ['jobs', 'feeds']) queue.add(resource);
  expect(refreshed).toEqual([]);
  vi.advanceTimersByTime(500);
  expect(refreshed).toEqual(['jobs', 'feeds']);
  vi.advanceTimersByTime(60_000);
  expect(refreshed).toEqual(['jobs', 'feeds']);
});

it('refreshes at intervals what changes all the time, and misses no last change', () => {
  const { queue, refreshed } = watched();
  for (let ms = 0; ms < 10_000; ms += 100) {
    queue.add('orders');
    vi.advanceTimersByTime(100);
  }
  expect(refreshed.length).toBeGreaterThanOrEqual(4);
  expect(refreshed.length).toBeLessThanOrEqual(5);
  const before = refreshed.length;
  queue.add('orders');
  vi.advanceTimersByTime(3_000);
  expect(refreshed.length).toBe(before + 1);
});

it('lets a fetch end, and refreshes again after it', () => {
  const { queue, refreshed, fetching } = watched();
  fetching.add('orders');
  queue.add('orders');
  vi.advanceTimersByTime(30_000);
  expect(refreshed).toEqual([]);
  fetching.delete('orders');
  vi.advanceTimersByTime(500);
  expect(refreshed).toEqual(['orders']);
});
