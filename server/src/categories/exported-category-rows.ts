import type { ExportFilter } from '@commerce-integration/contract';
import type { ExportedCategory } from '@commerce-integration/contract/rules';
import { allOf, type Sql, sql, when } from '../database/sql.ts';

/** A row of `exportedCategories`. */
export type ExportedCategoryRow = ExportedCategory & { readonly id: string };

/** SQL of the categories of a partner as exports write them. Tenancy: of the partner given, as is a category's parent. */
export function exportedCategories(partnerId: number, { updated_since }: ExportFilter): { select: Sql; where: Sql } {
  const parent = sql`(select above.code from category above where above.id = category.parent_id)`;
  return {
    select: sql`select id, code, name, ${parent} as parent_code from category`,
    where: allOf([sql`partner_id = ${partnerId}`, ...when(updated_since, (since) => sql`updated_at >= ${since}`)]),
  };
}
