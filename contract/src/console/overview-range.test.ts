import { expect, it } from 'vitest';
import { overviewRange } from './overview-range.ts';

const NOW = new Date('2026-04-06T15:00:00.000Z');
const DAY = 86_400_000;

it('is by default the last day, until now', () => {
  expect(overviewRange({}, NOW)).toEqual({ from: new Date(NOW.getTime() - DAY), to: NOW });
  expect(overviewRange({ to: '2026-04-01T00:00:00Z' }, NOW).from).toEqual(new Date('2026-03-31T00:00:00Z'));
});

it('may be empty, or 31 days long', () => {
  const from = '2026-03-01T00:00:00Z';
  expect(overviewRange({ from, to: from }, NOW).to).toEqual(new Date(from));
  expect(overviewRange({ from, to: '2026-04-01T00:00:00Z' }, NOW).from).toEqual(new Date(from));
});

it.each([
  [{ from: '2026-04-06T15:00:00.001Z' }, 'from is after to, which is now where it is left out.'],
  [{ from: '2026-03-02T00:00:00Z', to: '2026-03-01T00:00:00Z' }, 'from is after to.'],
  [{ from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00.001Z' }, 'from is more than 31 days before to.'],
])('%j is refused', (query, message) => {
  expect(() => overviewRange(query, NOW)).toThrow(message);
});
