import { describe, expect, it } from 'vitest';
import { loadRefusal, removalRefusal } from './load-refusal.ts';

const counts = (processed: number, rejected: number) => ({ processed, rejected, firstProblem: 'line 2: no SKU.' });
const some = { mode: 'incremental', maxErrorRatio: null } as const;
const full = { mode: 'full', maxErrorRatio: null } as const;

describe('a feed', () => {
  it('is refused if all of its rows are rejected', () => {
    expect(loadRefusal(counts(3, 3), some)).toBe('All 3 rows were rejected. The first problem is in line 2: no SKU.');
    expect(loadRefusal(counts(3, 2), some)).toBeUndefined();
  });

  it('is refused if more rows are rejected than the limit', () => {
    expect(loadRefusal(counts(10, 3), { ...some, maxErrorRatio: 0.25 })).toBe(
      '3 of 10 rows were rejected, more than max_error_ratio 0.25 allows. The first problem is in line 2: no SKU.',
    );
    expect(loadRefusal(counts(12, 3), { ...some, maxErrorRatio: 0.25 })).toBeUndefined();
    expect(loadRefusal(counts(10, 1), { ...some, maxErrorRatio: 0 })).toContain('max_error_ratio 0 allows');
    expect(loadRefusal(counts(10, 0), { ...some, maxErrorRatio: 0 })).toBeUndefined();
    expect(loadRefusal(counts(10, 9), some)).toBeUndefined();
  });

  it('may be empty, unless it is full', () => {
    expect(loadRefusal(counts(0, 0), some)).toBeUndefined();
    expect(loadRefusal(counts(1, 0), full)).toBeUndefined();
    expect(loadRefusal(counts(0, 0), full)).toBe('The feed has no rows; a full feed must name at least one product.');
  });
});

describe('a full feed', () => {
  it('removes at most the allowed share, except for a small catalogue', () => {
    expect(removalRefusal({ active: 20, removed: 20 }, 0)).toBeUndefined();
    expect(removalRefusal({ active: 22, removed: 11 }, 0.5)).toBeUndefined();
    expect(removalRefusal({ active: 21, removed: 11 }, 0.5)).toBe(
      'The feed would discontinue 11 of 21 products, more than max_removed_ratio 0.5 allows. If it names all products ' +
        'that you sell, upload it again with max_removed_ratio=1.',
    );
    expect(removalRefusal({ active: 21, removed: 21 }, 1)).toBeUndefined();
  });
});
