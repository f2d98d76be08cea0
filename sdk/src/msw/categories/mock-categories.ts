import { type Category, formatId } from '@commerce-integration/contract';
import {
  type CategoryPlan,
  type CategoryRow,
  planCategories,
  planCategoryRemoval,
  type TreeCategory,
} from '@commerce-integration/contract/rules';
import type { FeatureHandlers } from '../http/mock-call.ts';
import { listRows } from '../store/mock-lists.ts';
import type { Owned } from '../store/mock-rows.ts';
import { getRow, keep, type MockTables, notFound } from '../store/mock-tables.ts';

interface StoredCategory extends Owned {
  partnerId: number;
  shown: Omit<Category, 'partner_name'>;
}

export const categoriesOf = (tables: MockTables) => tables.own<StoredCategory>('category');

export const categoryHandlers: FeatureHandlers<'categories'> = {
  listCategories: (call) => ({
    status: 200,
    body: listRows(call, categoriesOf(call.tables), 'category', (row) => presented(call.tables, row)),
  }),

  getCategory: (call) => {
    const { category_id: id } = call.params;
    return {
      status: 200,
      body: presented(
        call.tables,
        getRow(categoriesOf(call.tables), call.caller, id, notFound('Category', id).message),
      ),
    };
  },
};

function presented(tables: MockTables, { partnerId, shown }: StoredCategory): Category {
  return { ...shown, partner_name: tables.partnerName(partnerId) };
}

function treeOf(tables: MockTables, partnerId: number): Map<string, TreeCategory> {
  const own = [...categoriesOf(tables).values()].filter((row) => row.partnerId === partnerId);
  return new Map(own.map(({ shown: { code, name, parent_code } }) => [code, { name, parent: parent_code }]));
}

/** Puts categories into a partner's tree, as an import does. */
export function writeCategories(
  tables: MockTables,
  partnerId: number,
  rows: readonly CategoryRow[],
  at: string,
): CategoryPlan['outcomes'] {
  const { outcomes, written } = planCategories(treeOf(tables, partnerId), rows);
  const find = (code: string | null) =>
    [...categoriesOf(tables).values()].find((row) => row.partnerId === partnerId && row.shown.code === code);
  for (const [code, { name }] of written) {
    const row = find(code);
    if (row) change(tables, row, { name, updated_at: at });
    else insert(tables, partnerId, { code, name, at });
  }
  for (const [code, { parent }] of written) {
    const row = find(code);
    if (row) change(tables, row, { parent_id: find(parent)?.shown.category_id ?? null, parent_code: parent });
  }
  return outcomes;
}

function change(tables: MockTables, row: StoredCategory, fields: Partial<Category>) {
  keep(categoriesOf(tables), { ...row, shown: { ...row.shown, ...fields } });
}

function insert(tables: MockTables, partnerId: number, { code, name, at }: { code: string; name: string; at: string }) {
  const id = tables.next('category');
  const ids = { category_id: formatId('category', id), partner_id: formatId('partner', partnerId) };
  const shown = { ...ids, code, name, parent_id: null, parent_code: null, created_at: at, updated_at: at };
  keep(categoriesOf(tables), { id, partnerId, shown });
}

/** Takes categories out, as an import with the mode `delete` does. */
export function removeCategories(tables: MockTables, partnerId: number, codes: readonly string[]) {
  const { outcomes, removed } = planCategoryRemoval(treeOf(tables, partnerId), codes);
  for (const [id, row] of [...categoriesOf(tables)]) {
    if (row.partnerId === partnerId && removed.has(row.shown.code)) categoriesOf(tables).delete(id);
  }
  return outcomes;
}
