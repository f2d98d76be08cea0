import { Cron as Croner } from 'croner';
import { describe, expect, it } from 'vitest';
import { readCron } from './cron.ts';
import { nextRun, nextRuns } from './next-runs.ts';

function runs(text: string, timezone: string, after: string, count: number): string[] {
  const cron = readCron(text);
  if (typeof cron === 'string') throw new Error(cron);
  return nextRuns(cron, timezone, Date.parse(after), count).map((time) => new Date(time).toISOString());
}

/** Without year and seconds: `03-29T00:30`. */
const brief = (times: string[]) => times.map((time) => time.slice(5, 16));

describe('the next times of a schedule', () => {
  it('are in local time of its zone, after the given time', () => {
    expect(brief(runs('0 6 * * *', 'America/New_York', '2026-01-10T11:00:00Z', 2))).toEqual([
      '01-11T11:00',
      '01-12T11:00',
    ]);
    expect(brief(runs('0 6 * * *', 'America/New_York', '2026-01-10T10:59:59.999Z', 1))).toEqual(['01-10T11:00']);
    expect(brief(runs('30 23 * * *', 'Pacific/Auckland', '2026-06-01T00:00:00Z', 1))).toEqual(['06-01T11:30']);
  });

  it('match the day of the month or the day of the week, if both are given', () => {
    expect(brief(runs('0 0 13 * fri', 'UTC', '2026-02-01T00:00:00Z', 3))).toEqual([
      '02-06T00:00',
      '02-13T00:00',
      '02-20T00:00',
    ]);
  });

  it('find the 29th of February, years ahead', () => {
    expect(runs('0 0 29 2 *', 'UTC', '2096-03-01T00:00:00Z', 1)).toEqual(['2104-02-29T00:00:00.000Z']);
  });

  it('equal those of croner in zones without clock changes', () => {
    const texts = [
      '*/7 3-5 * * *',
      '0 0 1 */2 *',
      '15 12 * * mon-fri',
      '5,50 */6 10-20 3,7 *',
      '0 0 1,15 * 3',
      '59 23 31 12 *',
    ];
    for (const text of texts) {
      const theirs = new Croner(text, { timezone: 'UTC', paused: true }).nextRuns(20, '2026-02-11T09:13:00Z');
      expect([text, runs(text, 'UTC', '2026-02-11T09:13:00Z', 20)]).toEqual([
        text,
        theirs.map((time) => time.toISOString()),
      ]);
    }
  });
});

describe('when clocks go forward, from 2:00 to 3:00', () => {
  const berlin = (text: string, count: number) => brief(runs(text, 'Europe/Berlin', '2026-03-28T12:00:00Z', count));

  it('a skipped time runs at the change, once', () => {
    expect(berlin('30 2 * * *', 2)).toEqual(['03-29T01:00', '03-30T00:30']);
    expect(berlin('0,30 2,3 * * *', 3)).toEqual(['03-29T01:00', '03-29T01:30', '03-30T00:00']);
    expect(berlin('0 */2 * * *', 9).slice(5)).toEqual(['03-28T23:00', '03-29T01:00', '03-29T02:00', '03-29T04:00']);
  });

  it('an hourly schedule runs each hour once', () => {
    expect(berlin('30 * * * *', 16).slice(11)).toEqual([
      '03-28T23:30',
      '03-29T00:30',
      '03-29T01:30',
      '03-29T02:30',
      '03-29T03:30',
    ]);
  });

  it('if midnight is skipped, the day begins at the change', () => {
    expect(brief(runs('0 0 * * *', 'Africa/Cairo', '2026-04-23T12:00:00Z', 2))).toEqual(['04-23T22:00', '04-24T21:00']);
  });
});

describe('when clocks go back, from 3:00 to 2:00', () => {
  const berlin = (text: string, count: number) => brief(runs(text, 'Europe/Berlin', '2026-10-24T12:00:00Z', count));

  it('a repeated time runs the first time', () => {
    expect(berlin('30 2 * * *', 2)).toEqual(['10-25T00:30', '10-26T01:30']);
  });

  it('and not again', () => {
    expect(brief(runs('30 2 * * *', 'Europe/Berlin', '2026-10-25T00:30:00Z', 1))).toEqual(['10-26T01:30']);
  });

  it('an hourly schedule continues in real time', () => {
    expect(berlin('30 * * * *', 15).slice(11)).toEqual(['10-24T23:30', '10-25T00:30', '10-25T01:30', '10-25T02:30']);
  });

  it('half an hour, as on Lord Howe Island, works the same', () => {
    expect(brief(runs('*/30 * * * *', 'Australia/Lord_Howe', '2026-04-04T14:15:00Z', 3))).toEqual([
      '04-04T14:30',
      '04-04T15:00',
      '04-04T15:30',
    ]);
  });
});

it('a daily schedule runs once on each day of a year, in every zone', () => {
  const cron = readCron('30 2 * * *');
  if (typeof cron === 'string') throw new Error(cron);
  for (const zone of [
    'Europe/Berlin',
    'America/Santiago',
    'Africa/Casablanca',
    'Australia/Lord_Howe',
    'America/Havana',
  ]) {
    let time = Date.parse('2026-01-01T12:00:00Z');
    let count = 0;
    for (; time < Date.parse('2027-01-01T12:00:00Z'); count += 1) {
      const next = nextRun(cron, zone, time);
      if (next === undefined) throw new Error(`${zone} has no run after ${new Date(time).toISOString()}`);
      expect(next).toBeGreaterThan(time);
      time = next;
    }
    expect([zone, count]).toEqual([zone, 366]);
  }
});
