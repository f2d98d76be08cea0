import { describe, expect, test } from 'vitest';
import { dateFormatProblem, readDate } from './read-date.ts';

describe('a date', () => {
  test.each<[text: string, format: string | undefined, zone: string, date: string | undefined]>([
    ['2026-04-08T12:00:00+02:00', undefined, 'America/New_York', '2026-04-08T10:00:00.000Z'],
    ['2026-04-08 12:00', undefined, 'America/New_York', '2026-04-08T16:00:00.000Z'],
    ['2026-04-08T12:00:00.123456Z', undefined, 'UTC', '2026-04-08T12:00:00.123Z'],
    ['2026-04-08T12:00:00-0330', undefined, 'UTC', '2026-04-08T15:30:00.000Z'],
    ['08/04/2026 07:05:09', 'dd/MM/yyyy HH:mm:ss', 'UTC', '2026-04-08T07:05:09.000Z'],
    ['20260408', 'yyyyMMdd', 'UTC', '2026-04-08T00:00:00.000Z'],
    ['08.04.2026 x', 'dd.MM.yyyy', 'UTC', undefined],
    ['08-04-2026', 'dd.MM.yyyy', 'UTC', undefined],
    ['31.04.2026', 'dd.MM.yyyy', 'UTC', undefined],
    ['2026-04-08T24:00', undefined, 'UTC', undefined],
    ['0000-01-01', undefined, 'UTC', undefined],
    ['0050-01-01', undefined, 'UTC', undefined],
    ['01.01.0099', 'dd.MM.yyyy', 'UTC', undefined],
    ['0100-01-01', undefined, 'UTC', '0100-01-01T00:00:00.000Z'],
    ['2026-04-08T12:00:00+24:00', undefined, 'UTC', undefined],
    ['2026-04-08T12:00:00+02:60', undefined, 'UTC', undefined],
    ['9999-12-31T23:00:00-01:00', undefined, 'UTC', undefined],
    ['9999-12-31T23:00:00+01:00', undefined, 'UTC', '9999-12-31T22:00:00.000Z'],
    // 2:30 occurs twice: the first one is meant.
    ['2026-10-25 02:30', undefined, 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    // 2:30 is skipped: with the previous offset, it is half an hour after the change.
    ['2026-03-29 02:30', undefined, 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-03-29 03:30', undefined, 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-03-28 23:30', undefined, 'Europe/Berlin', '2026-03-28T22:30:00.000Z'],
    ['2026-10-25 03:30', undefined, 'Europe/Berlin', '2026-10-25T02:30:00.000Z'],
  ])('%s as %s in %s', (text, format, zone, date) => {
    expect(readDate(text, format, zone)).toBe(date);
  });

  test('needs a format with a year, a month and a day, each once', () => {
    expect(dateFormatProblem('dd.MM.yyyy')).toBeUndefined();
    expect(dateFormatProblem('MM/yyyy')).toBe('date_format lacks dd.');
    expect(dateFormatProblem('dd.dd.MM.yyyy')).toBe('date_format contains dd twice.');
  });
});
