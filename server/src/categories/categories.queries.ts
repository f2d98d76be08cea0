import { type Category as CategoryShape, type ExportFilter, formatId, type Page } from '@commerce-integration/contract';
import type { ExportedCategory, TreeCategory } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { findById, newestFirst } from '../database/read-entities.ts';
import { allOf, type Sql, sql, when } from '../database/sql.ts';
import { partnerNames } from '../partners/partners.queries.ts';
import { Category } from './category.entity.ts';

interface CategoryListing {
  /** The partner's number. */
  partner?: number | undefined;
  code?: string | undefined;
  parent_code?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** @throws Problem `not_found` */
export async function showCategory(em: UnitOfWork, categoryId: string): Promise<CategoryShape> {
  const category = await findById(em, Category, 'Category', categoryId);
  return (await presented(em, [category]))[0] as CategoryShape;
}

/** Newest first. */
export async function listCategories(em: UnitOfWork, query: CategoryListing): Promise<Page<CategoryShape>> {
  const { parent_code: code } = query;
  const parents =
    code === undefined
      ? undefined
      : await em.find(Category, { code, ...(query.partner === undefined ? {} : { partnerId: query.partner }) });
  const page = await newestFirst(em, Category, 'category', query, {
    partnerId: query.partner,
    code: query.code,
    parentId: parents && { $in: parents.map(({ id }) => id) },
  });
  return { ...page, items: await presented(em, page.items) };
}

async function presented(em: UnitOfWork, categories: readonly Category[]): Promise<CategoryShape[]> {
  const ids = [...new Set(categories.flatMap(({ parentId }) => parentId ?? []))];
  const parents = ids.length === 0 ? [] : await em.find(Category, { id: { $in: ids } });
  const codes = new Map(parents.map(({ id, code }) => [id, code]));
  const names = await partnerNames(
    em,
    categories.map(({ partnerId }) => partnerId),
  );
  return categories.map(({ id, partnerId, code, name, parentId, createdAt, updatedAt }) => ({
    category_id: formatId('category', id),
    partner_id: formatId('partner', partnerId),
    partner_name: names.get(partnerId) ?? '',
    code,
    name,
    parent_id: parentId ? formatId('category', parentId) : null,
    parent_code: parentId ? (codes.get(parentId) ?? null) : null,
    created_at: createdAt.toISOString(),
    updated_at: updatedAt.toISOString(),
  }));
}

/** A partner's whole tree, by code: at most `LIMITS.categories`. Tenancy: of the partner given. */
export async function categoryTree(em: UnitOfWork, partnerId: number): Promise<Map<string, TreeCategory>> {
  const { rows } = await sqlOf(em).query<{ code: string; name: string; parent: string | null }>(
    `select c.code, c.name, p.code as parent from category c left join category p on p.id = c.parent_id
     where c.partner_id = $1`,
    [partnerId],
  );
  return new Map(rows.map(({ code, name, parent }) => [code, { name, parent }]));
}

/** A row of `exportedCategories`. */
export type ExportedCategoryRow = ExportedCategory & { readonly id: string };

/** SQL of a partner's categories in export form. Tenancy: of the partner given, as is a category's parent. */
export function exportedCategories(partnerId: number, { updated_since }: ExportFilter): { select: Sql; where: Sql } {
  const parent = sql`(select above.code from category above where above.id = category.parent_id)`;
  return {
    select: sql`select id, code, name, ${parent} as parent_code from category`,
    where: allOf([sql`partner_id = ${partnerId}`, ...when(updated_since, (since) => sql`updated_at >= ${since}`)]),
  };
}
