import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createdRangeQuery, dateOrTimeSchema, timeQuerySchema, timeSchema } from './time.ts';

const NOT_A_TIME = 'Not a time: expected RFC 3339, such as 2026-04-08T12:00:00Z.';
const NEITHER = 'Not a time: expected a date, such as 2026-04-08, or RFC 3339, such as 2026-04-08T12:00:00Z.';
const WRONG_YEAR = 'The year must be from 2000 to 2199, in UTC.';
const LOST_PLUS =
  'Not a time: the + of its offset has become a space. Write + as %2B in a URL, such as 2026-04-08T12:00:00%2B02:00.';
const TOO_LONG = 'The time is longer than 40 characters.';

const problemOf = (schema: z.ZodType, text: unknown) => schema.safeParse(text).error?.issues[0]?.message;

describe('a time in a request', () => {
  it.each([
    ['2026-04-08T12:00:00Z', '2026-04-08T12:00:00.000Z'],
    ['2026-04-08T12:00:00.5Z', '2026-04-08T12:00:00.500Z'],
    ['2026-04-08T12:00:00.123456789+02:00', '2026-04-08T10:00:00.123Z'],
    ['2026-04-08T12:00:00-14:59', '2026-04-09T02:59:00.000Z'],
    ['2000-01-01T00:00:00Z', '2000-01-01T00:00:00.000Z'],
    ['2199-12-31T23:59:59.999Z', '2199-12-31T23:59:59.999Z'],
    ['1999-12-31T23:00:00-01:00', '2000-01-01T00:00:00.000Z'],
    ['2026-04-08T12:00:00.1234567890123456789Z', '2026-04-08T12:00:00.123Z'],
  ])('%s is converted to UTC with milliseconds', (text, time) => expect(timeQuerySchema.parse(text)).toBe(time));

  it.each([
    ['', NOT_A_TIME],
    ['2026-04-08', NOT_A_TIME],
    ['2026-04-08T12:00:00', NOT_A_TIME],
    ['2026-02-30T12:00:00Z', NOT_A_TIME],
    ['2026-04-08T25:00:00Z', NOT_A_TIME],
    ['2026-04-08T12:00:00+15:00', NOT_A_TIME],
    ['2026-04-08T12:00:00+02:60', NOT_A_TIME],
    ['2026-04-08T12:00:00Z+02:00x', NOT_A_TIME],
    ['x2026-04-08T12:00:00Z', NOT_A_TIME],
    ['2026-04-08T12:00:00 02:00', LOST_PLUS],
    ['2026-04-08T12:00:00.25 0200', LOST_PLUS],
    ['x2026-04-08T12:00:00 02:00', NOT_A_TIME],
    ['2026-04-08T12:00:00 02:00x', NOT_A_TIME],
    ['1999-12-31T23:59:59.999Z', WRONG_YEAR],
    ['2200-01-01T00:00:00Z', WRONG_YEAR],
    ['2000-01-01T00:00:00+01:00', WRONG_YEAR],
    [`2026-04-08T12:00:00.${'1'.repeat(20)}Z`, TOO_LONG],
  ])('%s is refused: %s', (text, message) => expect(problemOf(timeQuerySchema, text)).toBe(message));

  it('is described as a time', () => {
    expect(z.toJSONSchema(timeQuerySchema)).toMatchObject({
      type: 'string',
      format: 'date-time',
      maxLength: 40,
      examples: ['2026-04-08T12:00:00Z'],
    });
    expect(timeSchema.meta()).toEqual({ examples: ['2026-04-08T12:00:00.000Z'] });
    expect(timeSchema.safeParse('2026-04-08T12:00:00+02:00').success).toBe(false);
  });

  it('refuses with its own code', () => {
    const [issue] = timeQuerySchema.safeParse('x').error?.issues ?? [];
    expect(issue).toMatchObject({ code: 'invalid_format', format: 'datetime' });
  });
});

describe('a date or a time', () => {
  it.each(['2026-04-08', '2000-01-01', '2199-12-31', '2026-04-08T12:00:00+02:00'])('%s is kept unchanged', (text) =>
    expect(dateOrTimeSchema.parse(text)).toBe(text),
  );

  it.each([
    ['2026-02-30', NEITHER],
    ['2026-4-8', NEITHER],
    ['yesterday', NEITHER],
    ['2026-04-08T12:00:00', NEITHER],
    ['2026-04-08T12:00:00 02:00', LOST_PLUS],
    ['1999-12-31', WRONG_YEAR],
    ['2200-01-01', WRONG_YEAR],
    ['2200-01-01T00:00:00Z', WRONG_YEAR],
    ['x'.repeat(41), TOO_LONG],
  ])('%s is refused: %s', (text, message) => expect(problemOf(dateOrTimeSchema, text)).toBe(message));

  it('is described as either', () => {
    expect(dateOrTimeSchema.meta()).toEqual({
      anyOf: [
        { type: 'string', format: 'date' },
        { type: 'string', format: 'date-time' },
      ],
      maxLength: 40,
      examples: ['2026-04-01', '2026-04-08T12:00:00Z'],
    });
  });
});

it('a range of creation times is half-open', () => {
  const { created_from, created_to } = createdRangeQuery;
  expect([created_from.meta()?.description, created_to.meta()?.description]).toEqual([
    'Created at or after this time.',
    'Created before this time.',
  ]);
  expect([created_from.parse(undefined), created_to.parse(undefined)]).toEqual([undefined, undefined]);
  expect(created_from.parse('2026-04-08T12:00:00+02:00')).toBe('2026-04-08T10:00:00.000Z');
});
