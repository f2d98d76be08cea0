import { describe, expect, it } from 'vitest';
import { planCategories, planCategoryRemoval, type TreeCategory } from './category-tree.ts';

const tree = (parents: Record<string, string | null>): Map<string, TreeCategory> =>
  new Map(Object.entries(parents).map(([code, parent]) => [code, { name: code, parent }]));
const plan = (before: Record<string, string | null>, rows: [string, (string | null)?][]) => {
  const { outcomes, written } = planCategories(
    tree(before),
    rows.map(([code, parent]) => ({ code, name: code, parent })),
  );
  return {
    outcomes: outcomes.map((one) => (typeof one === 'string' ? one : one.code)),
    written: Object.fromEntries([...written].map(([code, { parent }]) => [code, parent])),
  };
};

describe('adding categories to a tree', () => {
  it('finds parents anywhere among the rows, or in the existing tree', () => {
    expect(
      plan({ top: null }, [
        ['c', 'b'],
        ['b', 'a'],
        ['a', 'top'],
        ['top', null],
      ]),
    ).toEqual({
      outcomes: ['inserted', 'inserted', 'inserted', 'unchanged'],
      written: { a: 'top', b: 'a', c: 'b' },
    });
  });

  it('keeps their parent if a row names none', () => {
    expect(plan({ top: null, a: 'top' }, [['a'], ['new']])).toEqual({
      outcomes: ['unchanged', 'inserted'],
      written: { new: null },
    });
  });

  it('rejects those whose parent is missing, and those below them', () => {
    expect(
      plan({ old: null }, [
        ['c', 'b'],
        ['b', 'gone'],
        ['old', 'gone'],
        ['d', 'old'],
        ['e', null],
      ]),
    ).toEqual({
      outcomes: ['unknown_category', 'unknown_category', 'unknown_category', 'inserted', 'inserted'],
      written: { d: 'old', e: null },
    });
  });

  it('rejects cycles, among rows or with existing categories', () => {
    expect(
      plan({}, [
        ['a', 'b'],
        ['b', 'a'],
        ['c', 'a'],
        ['d', null],
        ['e', 'e'],
      ]),
    ).toEqual({
      outcomes: ['category_cycle', 'category_cycle', 'unknown_category', 'inserted', 'category_cycle'],
      written: { d: null },
    });
    expect(plan({ a: null, b: 'a', c: 'b' }, [['a', 'c']])).toEqual({ outcomes: ['category_cycle'], written: {} });
  });

  it('lets categories swap places; a rejected row does not close a cycle for another', () => {
    expect(
      plan({ x: 'y', y: null }, [
        ['y', 'x'],
        ['x', null],
      ]).outcomes,
    ).toEqual(['updated', 'updated']);
    expect(
      plan({ x: 'y', y: null }, [
        ['y', 'x'],
        ['x', 'gone'],
      ]),
    ).toEqual({
      outcomes: ['category_cycle', 'unknown_category'],
      written: {},
    });
  });

  it('uses the last row of a repeated code', () => {
    expect(
      plan({}, [
        ['a', 'gone'],
        ['a', null],
      ]),
    ).toEqual({ outcomes: ['repeated_row', 'inserted'], written: { a: null } });
  });

  it('ends, however many rows reject each other', () => {
    const size = 3_000;
    const before: Record<string, string | null> = { n0: null };
    for (let at = 1; at < size; at += 1) before[`n${at}`] = `n${at - 1}`;
    const rows = Array.from({ length: size }, (_, at): [string, string] => [
      `n${at}`,
      at === 0 ? 'gone' : `n${size - at}`,
    ]);
    const { outcomes } = plan(before, rows);
    expect(outcomes).toHaveLength(size);
  });
});

describe('removing categories from a tree', () => {
  const removal = (before: Record<string, string | null>, codes: string[]) => {
    const { outcomes, removed } = planCategoryRemoval(tree(before), codes);
    return [outcomes.map((one) => (typeof one === 'string' ? one : one.code)), [...removed].sort()];
  };

  it('works in any order, except for those with remaining children', () => {
    const before = { a: null, b: 'a', c: 'b', d: 'a' };
    expect(removal(before, ['b', 'c'])).toEqual([
      ['updated', 'updated'],
      ['b', 'c'],
    ]);
    expect(removal(before, ['a', 'b', 'c'])).toEqual([
      ['has_children', 'updated', 'updated'],
      ['b', 'c'],
    ]);
    expect(removal(before, ['d', 'd', 'x'])).toEqual([['updated', 'unknown_category', 'unknown_category'], ['d']]);
  });
});
