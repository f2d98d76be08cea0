import { z } from 'zod';
import { LIMITS } from './limits.ts';

/** A moment on the wire: RFC 3339 in UTC. */
export const timeSchema = z.iso.datetime().meta({ examples: ['2026-04-08T12:00:00.000Z'] });

const FIRST_YEAR = 2000;
const LAST_YEAR = 2199;
const wrongYear = `The year must be from ${FIRST_YEAR} to ${LAST_YEAR}, in UTC.`;
const lostPlus =
  'Not a time: the + of its offset has become a space. Write + as %2B in a URL, such as 2026-04-08T12:00:00%2B02:00.';

/** RFC 3339, with `Z` or an offset that exists on earth; up to nanoseconds. */
const TIME = z.iso.datetime({ offset: true });
const REAL_OFFSET = /(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;
const LOST_PLUS = /^[\d-]+T[\d:.]+ \d\d:?\d\d$/;
const DATE = z.iso.date();

/** The problem of a text as a time; undefined for a valid time. */
function timeProblem(text: string, notATime: string): string | undefined {
  if (text.length > LIMITS.timeLength) return `The time is longer than ${LIMITS.timeLength} characters.`;
  if (LOST_PLUS.test(text)) return lostPlus;
  if (!REAL_OFFSET.test(text) || !TIME.safeParse(text).success) return notATime;
  return yearProblem(new Date(text).getUTCFullYear());
}

function yearProblem(year: number): string | undefined {
  return year >= FIRST_YEAR && year <= LAST_YEAR ? undefined : wrongYear;
}

/** A text for which `problemOf` returns no problem. */
function checkedText(problemOf: (text: string) => string | undefined) {
  return z.string().superRefine((text, { addIssue }) => {
    const message = problemOf(text);
    if (message !== undefined) addIssue({ code: 'invalid_format', format: 'datetime', message, continue: false });
  });
}

/**
 * A moment in a query or a body: RFC 3339 with `Z` or an offset, in the years 2000 to 2199. Other years are mistakes,
 * and calculating with them could exceed the range of databases and calendars. Converted to UTC and milliseconds.
 */
export const timeQuerySchema = checkedText((text) =>
  timeProblem(text, 'Not a time: expected RFC 3339, such as 2026-04-08T12:00:00Z.'),
)
  .overwrite((time) => new Date(time).toISOString())
  .meta({ format: 'date-time', maxLength: LIMITS.timeLength, examples: ['2026-04-08T12:00:00Z'] });

const neitherDateNorTime =
  'Not a time: expected a date, such as 2026-04-08, or RFC 3339, such as 2026-04-08T12:00:00Z.';

/** A day, which begins at midnight in a time zone given separately, or a moment as above. Kept as written. */
export const dateOrTimeSchema = checkedText((text) =>
  DATE.safeParse(text).success ? yearProblem(Number(text.slice(0, 4))) : timeProblem(text, neitherDateNorTime),
).meta({
  anyOf: [
    { type: 'string', format: 'date' },
    { type: 'string', format: 'date-time' },
  ],
  maxLength: LIMITS.timeLength,
  examples: ['2026-04-01', '2026-04-08T12:00:00Z'],
});

/** A half-open range of creation times. */
export const createdRangeQuery = {
  created_from: timeQuerySchema.optional().meta({ description: 'Created at or after this time.' }),
  created_to: timeQuerySchema.optional().meta({ description: 'Created before this time.' }),
};
