import { z } from 'zod';
import { LIMITS } from './limits.ts';
import { numberText } from './plain-number.ts';

export const DEFAULT_LIMIT = 10;

const limitError = `Invalid limit value. Allowed values: 1 to ${LIMITS.pageSize}.`;

/** Query parameters of every list. The cursor is the `next_cursor` of the previous page. */
export const pageQuery = {
  limit: numberText(
    z.int({ error: limitError }).min(1, { error: limitError }).max(LIMITS.pageSize, { error: limitError }),
  )
    .default(DEFAULT_LIMIT)
    .meta({ description: `Items per page, 1 to ${LIMITS.pageSize}.` }),
  cursor: z
    .string()
    .min(1, { error: 'cursor must not be empty.' })
    .max(LIMITS.cursorLength, { error: `cursor is longer than ${LIMITS.cursorLength} characters.` })
    .optional()
    .meta({ description: "The previous page's `next_cursor`. It belongs to that page's filters and sort." }),
};

/** The shape of every list: `count` is the number of items on this page; the last page has no `next_cursor`. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ count: z.int().min(0), items: z.array(item), next_cursor: z.string().optional() });
}

export interface Page<T> {
  count: number;
  items: T[];
  next_cursor?: string;
}
