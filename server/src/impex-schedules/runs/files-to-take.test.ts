import { LIMITS } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { type FoundFile, filesToTake, timeOf } from './files-to-take.ts';

const NOW = new Date('2026-04-06T12:00:00Z');
const file = (name: string, minutesAgo = 60, etag = '"1"'): FoundFile => ({
  key: `in/${name}`,
  name,
  etag,
  since: new Date(NOW.getTime() - minutesAgo * 60_000),
});
const look = (files: FoundFile[], leftAlone: Record<string, string> = {}) => {
  const { taken, left } = filesToTake(files, { now: NOW, quietMs: 5_000, leftAlone });
  return { taken: taken.map(({ name }) => name), left: left.map(({ name }) => name) };
};

describe('the files of a folder', () => {
  it('are taken oldest first, by the time in the name, or else by modification time', () => {
    const files = [
      file('c.csv', 10),
      file('prices_2026-04-05.csv', 1),
      file('b.csv', 20),
      file('a.csv', 20),
      file('prices_20260406-1145.csv', 600),
    ];
    const taken = ['prices_2026-04-05.csv', 'a.csv', 'b.csv', 'prices_20260406-1145.csv', 'c.csv'];
    expect(look(files)).toEqual({ taken, left: [] });
  });

  it('are left alone while they change: written just now, or since the last look', () => {
    const files = [file('new.csv', 0.05), file('grown.csv', 30, '"2"'), file('whole.csv', 30, '"1"'), file('done.csv')];
    const left = { 'in/grown.csv': '"1"', 'in/whole.csv': '"1"' };
    expect(look(files, left)).toEqual({ taken: ['done.csv', 'whole.csv'], left: ['new.csv', 'grown.csv'] });
  });

  it('are limited to the oldest ones', () => {
    const files = Array.from({ length: LIMITS.scheduledFiles + 10 }, (_, index) => file(`${index}.csv`, 10 + index));
    const { taken } = look(files);
    expect([taken.length, taken[0]]).toEqual([LIMITS.scheduledFiles, `${LIMITS.scheduledFiles + 9}.csv`]);
  });
});

describe('the time in a name', () => {
  it.each([
    ['a_20260102.csv', '2026-01-02T00:00:00.000Z'],
    ['a-2026-01-02T03-04-05.csv', '2026-01-02T03:04:05.000Z'],
    ['20260102_0304.csv', '2026-01-02T03:04:00.000Z'],
    ['a.20260102030405.xml', '2026-01-02T03:04:05.000Z'],
    ['2026_01_02 prices.csv', '2026-01-02T00:00:00.000Z'],
  ])('of %s is %s', (name, time) => {
    expect(new Date(timeOf({ name, since: NOW })).toISOString()).toBe(time);
  });

  it.each(['a.csv', 'order-120260102.csv', '20261302.csv', 'sku-20260145.csv', '2026-01_02.csv'])(
    'is not recognised in %s',
    (name) => {
      expect(timeOf({ name, since: NOW })).toBe(NOW.getTime());
    },
  );
});
