import type { ImportProblem } from '../impex/import-problems.ts';
import type { CheckedValues, RowValues } from '../impex/row-problems.ts';
import { categoryRowSchema } from './categories.ts';

/** The fields of a category that the tree depends on. */
export interface TreeCategory {
  readonly name: string;
  /** Null at the top. */
  readonly parent: string | null;
}

/** A row for a category; an undefined parent leaves the parent unchanged. */
export interface CategoryRow {
  readonly code: string;
  readonly name: string;
  readonly parent?: string | null | undefined;
}

/** The outcomes of rows, in order, and the categories to write, by code. */
export interface CategoryPlan {
  readonly outcomes: readonly ('inserted' | 'updated' | 'unchanged' | ImportProblem)[];
  readonly written: ReadonlyMap<string, TreeCategory>;
}

/** The most rounds of looking for invalid rows: rejecting one may invalidate others. */
const MOST_ROUNDS = 100;

/**
 * Plans rows that add or change categories in a partner's tree. A parent may be anywhere among the rows. Rejects rows
 * whose parent is neither in the tree nor among the rows, rows that would close a cycle, and rows whose code a later
 * row repeats; all others are written.
 *
 * @param tree the partner's categories, by code
 */
export function planCategories(tree: ReadonlyMap<string, TreeCategory>, rows: readonly CategoryRow[]): CategoryPlan {
  const last = new Map(rows.map((row, place) => [row.code, place]));
  const wanted = new Map<string, TreeCategory>();
  for (const { code, name, parent } of rows) {
    wanted.set(code, { name, parent: parent === undefined ? (tree.get(code)?.parent ?? null) : parent });
  }
  const refused = new Map<string, ImportProblem>();
  for (let round = 1; refuseWhatCannotBe(tree, wanted, refused, round >= MOST_ROUNDS); round += 1);
  const written = new Map([...wanted].filter(([code, one]) => !isSame(one, tree.get(code))));
  const outcomes = rows.map(({ code }, place) => {
    if (last.get(code) !== place) return repeated(code);
    const problem = refused.get(code);
    if (problem) return problem;
    if (!written.has(code)) return 'unchanged';
    return tree.has(code) ? 'updated' : 'inserted';
  });
  return { outcomes, written };
}

function isSame(one: TreeCategory, other: TreeCategory | undefined): boolean {
  return one.name === other?.name && one.parent === other.parent;
}

/**
 * Removes rows from `wanted` that lack a parent or are part of a cycle.
 *
 * @param isLast whether to reject every remaining row that moves a category
 * @returns whether there were any, so that the remaining rows must be checked again
 */
function refuseWhatCannotBe(
  tree: ReadonlyMap<string, TreeCategory>,
  wanted: Map<string, TreeCategory>,
  refused: Map<string, ImportProblem>,
  isLast: boolean,
): boolean {
  const before = refused.size;
  const refuse = (code: string, problem: ImportProblem) => {
    refused.set(code, problem);
    wanted.delete(code);
  };
  const seen = new Set<string>();
  for (const start of [...wanted.keys()]) {
    const path: string[] = [];
    const places = new Map<string, number>();
    let at: string | null = start;
    while (at !== null && !seen.has(at) && !places.has(at)) {
      const here: TreeCategory | undefined = wanted.get(at) ?? tree.get(at);
      if (!here) break;
      places.set(at, path.length);
      path.push(at);
      at = here.parent;
    }
    if (at !== null && places.has(at)) {
      const cycle = path.slice(places.get(at));
      for (const code of cycle) if (wanted.has(code)) refuse(code, closesCycle(cycle));
    } else if (at !== null && !seen.has(at)) refuseOrphans(tree, wanted, refuse, path);
    for (const code of path) seen.add(code);
  }
  if (!isLast || refused.size === before) return refused.size > before;
  for (const [code, { parent }] of [...wanted]) {
    const now = tree.get(code);
    if (!now || now.parent !== parent) refuse(code, closesCycle([code]));
  }
  return false;
}

/** Rejects the end of a path, whose parent is missing, and its descendants, which thereby lack theirs. */
function refuseOrphans(
  tree: ReadonlyMap<string, TreeCategory>,
  wanted: ReadonlyMap<string, TreeCategory>,
  refuse: (code: string, problem: ImportProblem) => void,
  path: readonly string[],
): void {
  for (const code of [...path].reverse()) {
    refuse(code, unknownCategory('parent_code', 'code', wanted.get(code)?.parent ?? ''));
    if (tree.has(code)) return;
  }
}

/** Plans the removal of categories: in any order, but none may leave children behind. */
export function planCategoryRemoval(
  tree: ReadonlyMap<string, TreeCategory>,
  codes: readonly string[],
): { outcomes: ('updated' | ImportProblem)[]; removed: ReadonlySet<string> } {
  const named = new Set(codes.filter((code) => tree.has(code)));
  const below = new Map<string, number>();
  for (const { parent } of tree.values()) if (parent !== null) below.set(parent, (below.get(parent) ?? 0) + 1);
  const removed = new Set<string>();
  for (const leaf of named) {
    let code: string | null = leaf;
    while (code !== null && named.has(code) && !removed.has(code) && !below.get(code)) {
      removed.add(code);
      const parent: string | null = tree.get(code)?.parent ?? null;
      if (parent !== null) below.set(parent, (below.get(parent) ?? 0) - 1);
      code = parent;
    }
  }
  const seen = new Set<string>();
  const outcomes = codes.map((code): 'updated' | ImportProblem => {
    if (seen.has(code) || !tree.has(code)) return unknownCategory('code', 'code', code);
    seen.add(code);
    return removed.has(code) ? 'updated' : hasChildren(code);
  });
  return { outcomes, removed };
}

function repeated(code: string): ImportProblem {
  const message = `A later row has the code ${code} as well: the last one counts.`;
  return { column: 'code', code: 'repeated_row', message, value: code };
}

/** The problem of a value that matches no category. @param by the field that was looked up */
export function unknownCategory(column: string, by: string, value: string): ImportProblem {
  const message = `No category has the ${by} ${value}: import the categories first, with a descriptor that comes before this one.`;
  return { column, code: 'unknown_category', message, value };
}

function closesCycle(cycle: readonly string[]): ImportProblem {
  const shown = cycle.length > 5 ? [...cycle.slice(0, 5), '…'] : [...cycle, cycle[0]];
  const message = `The category would be above itself: ${shown.join(' below ')}.`;
  return { column: 'parent_code', code: 'category_cycle', message };
}

function hasChildren(code: string): ImportProblem {
  const message = `Category ${code} has categories below it: delete these, or move them.`;
  return { column: 'code', code: 'has_children', message, value: code };
}

const TARGETS = { merge: ['code', 'name', 'parent_code'], delete: ['code'] } as const;

/** The category that a row adds to the tree, or removes from it. */
export function categoryValues(row: RowValues, mode: keyof typeof TARGETS): CheckedValues {
  const values: Record<string, string | null> = {};
  for (const column of TARGETS[mode]) {
    const value = row[column];
    if (value === undefined) continue;
    if (value === null && column !== 'parent_code') {
      return { problem: { column, code: 'required', message: `${column} must not be empty.` } };
    }
    const parsed = categoryRowSchema.shape[column].safeParse(value);
    if (!parsed.success) {
      const message = parsed.error.issues[0]?.message ?? '';
      return { problem: { column, code: 'invalid_value', message, value: value ?? '' } };
    }
    values[column] = parsed.data ?? null;
  }
  return { values };
}
