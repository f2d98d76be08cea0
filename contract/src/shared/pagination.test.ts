import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { listOf, pageQuery } from './pagination.ts';

const query = z.object(pageQuery);
const problemsOf = (page: object) =>
  (query.safeParse(page).error?.issues ?? []).map(({ path, message }) => `${path}: ${message}`);

describe('the query of a list', () => {
  it('takes 10 items by default, and 1 to 100', () => {
    expect(query.parse({})).toEqual({ limit: 10 });
    expect(query.parse({ limit: '1', cursor: 'x' })).toEqual({ limit: 1, cursor: 'x' });
    expect(query.parse({ limit: '100', cursor: 'x'.repeat(4_000) }).limit).toBe(100);
  });

  it.each(['0', '101', '1.5', '', 'ten', '-1', '1e1', null])('refuses the limit %j', (limit) => {
    expect(problemsOf({ limit })).toEqual(['limit: Invalid limit value. Allowed values: 1 to 100.']);
  });

  it('refuses an empty or overlong cursor', () => {
    expect(problemsOf({ cursor: '' })).toEqual(['cursor: cursor must not be empty.']);
    expect(problemsOf({ cursor: 'x'.repeat(4_001) })).toEqual(['cursor: cursor is longer than 4000 characters.']);
  });

  it('is described', () => {
    expect(pageQuery.limit.meta()?.description).toBe('Items per page, 1 to 100.');
    expect(pageQuery.cursor.meta()?.description).toBe(
      "The previous page's `next_cursor`. It belongs to that page's filters and sort.",
    );
  });
});

it('a list counts its items, and its last page has no cursor', () => {
  const list = listOf(z.string());
  const page = { count: 1, items: ['a'] };
  expect(list.parse(page)).toEqual(page);
  expect(list.parse({ ...page, next_cursor: 'x' })).toEqual({ ...page, next_cursor: 'x' });
  for (const wrong of [{ items: [] }, { count: 0 }, { count: -1, items: [] }, { count: 0, items: [5] }]) {
    expect(list.safeParse(wrong).success).toBe(false);
  }
});
