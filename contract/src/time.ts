import { z } from 'zod';

/** A moment on the wire: RFC 3339 in UTC. */
export const timeSchema = z.iso.datetime().meta({ examples: ['2026-04-08T12:00:00.000Z'] });

/** Years and offsets that exist, and that a database takes: the grammar of RFC 3339 alone allows more. */
export const REAL_TIME = /^(?!0000)\d{4}-\d\d-\d\d(?:T.*(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d))?$/;
const notATime = 'Not a time: expected RFC 3339, such as 2026-04-08T12:00:00Z.';

/** A moment in a query: RFC 3339 with `Z` or an offset. */
export const timeQuerySchema = z.iso
  .datetime({ offset: true, error: notATime, abort: true })
  .refine((time) => REAL_TIME.test(time), { error: notATime, abort: true })
  .refine(isInCommonEra, { error: 'The year must be from 0001 to 9999, in UTC.' })
  .meta({ examples: ['2026-04-08T12:00:00Z'] });

/** Whether it can be written in UTC with four digits for the year: an offset may lead out of them. */
function isInCommonEra(time: string): boolean {
  const year = new Date(time).getUTCFullYear();
  return year >= 1 && year <= 9999;
}

/** A half-open range of creation times. */
export const createdRangeQuery = {
  created_from: timeQuerySchema.optional().meta({ description: 'Created at or after this time.' }),
  created_to: timeQuerySchema.optional().meta({ description: 'Created before this time.' }),
};
