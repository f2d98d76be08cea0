import { expect, it } from 'vitest';
import { categoryValues } from './category-tree.ts';

const problemOf = (checked: ReturnType<typeof categoryValues>) => ('problem' in checked ? checked.problem : undefined);

it('a category needs a code and a name; for its removal, only a code', () => {
  expect(categoryValues({ code: ' c1 ', name: 'Chairs', parent_code: null }, 'merge')).toEqual({
    values: { code: 'c1', name: 'Chairs', parent_code: null },
  });
  expect(categoryValues({ code: 'c1', name: 'Chairs' }, 'merge')).toEqual({ values: { code: 'c1', name: 'Chairs' } });
  expect(categoryValues({ code: 'c1', name: null }, 'delete')).toEqual({ values: { code: 'c1' } });
  for (const [row, column] of [
    [{ code: null, name: 'Chairs' }, 'code'],
    [{ code: 'c1', name: null }, 'name'],
  ] as const) {
    const message = `${column} must not be empty.`;
    expect(problemOf(categoryValues(row, 'merge'))).toEqual({ column, code: 'required', message });
  }
  const long = 'x'.repeat(1_000);
  expect(problemOf(categoryValues({ code: long, name: 'Chairs' }, 'merge'))).toMatchObject({
    ...{ column: 'code', code: 'invalid_value', value: long },
    message: expect.stringContaining('longer than'),
  });
});
