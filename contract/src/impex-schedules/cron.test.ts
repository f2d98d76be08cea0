import { describe, expect, it } from 'vitest';
import { type Cron, readCron } from './cron.ts';

const read = (text: string): Cron => {
  const cron = readCron(text);
  if (typeof cron === 'string') throw new Error(cron);
  return cron;
};

describe('the fields of cron', () => {
  it('are numbers, lists, ranges, steps and names', () => {
    expect(read('*/20 6-8,22 1,15 jan-mar mon')).toEqual({
      minutes: [0, 20, 40],
      hours: [6, 7, 8, 22],
      daysOfMonth: [1, 15],
      months: [1, 2, 3],
      daysOfWeek: [1],
      needsBothDays: false,
    });
    expect(read('5/25 * * * *').minutes).toEqual([5, 30, 55]);
    expect(read('10-40/15 * * * *').minutes).toEqual([10, 25, 40]);
  });

  it('accept Sunday as 0, as 7 and by name', () => {
    for (const sunday of ['0', '7', 'SUN']) expect(read(`0 0 * * ${sunday}`).daysOfWeek).toEqual([0]);
    expect(read('0 0 * * 5-7').daysOfWeek).toEqual([0, 5, 6]);
    expect(read('0 0 * * *').daysOfWeek).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it.each([
    ['* * * *', /five fields/],
    ['* * * * * *', /five fields/],
    ['', /five fields/],
    ['60 * * * *', /no valid minute: 60/],
    ['* 24 * * *', /no valid hour: 24/],
    ['* * 0 * *', /no valid day of the month: 0/],
    ['* * * 13 *', /no valid month: 13/],
    ['* * * * 8', /no valid day of the week: 8/],
    ['30-10 * * * *', /no valid minute/],
    ['*/0 * * * *', /no valid minute/],
    ['1,,2 * * * *', /no valid minute/],
    ['-5 * * * *', /no valid minute/],
    ['@daily', /five fields/],
    ['0 0 30 2 *', /a day that none of its months has/],
    ['0 0 31 4,6,9,11 *', /a day that none of its months has/],
  ])('refuse %s', (text, problem) => {
    expect(readCron(text)).toMatch(problem);
  });
});
