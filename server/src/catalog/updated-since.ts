import type { UnitOfWork } from '../database/orm.ts';
import { sql, when } from '../database/sql.ts';
import { visibleRows } from '../database/visible-rows.ts';
import type { ProductFilters } from './product-filters.ts';

/**
 * Filters whose `updated_since` misses nothing. The products of a load carry a time at which nobody could see them yet:
 * whoever asked meanwhile, and asks again for what has changed since, shall get them. So where a load or a batch was
 * under way at that time, what it has changed is part of the answer.
 */
export async function sinceSeen(em: UnitOfWork, filters: ProductFilters): Promise<ProductFilters> {
  const { updated_since: since, partner } = filters;
  if (since === undefined) return filters;
  // A day is more than any transaction takes; it keeps the search short.
  const where = [
    sql`seen_at >= ${since} and seen_at < ${since}::timestamptz + interval '1 day' and changed_at < ${since}`,
    ...when(partner, (number) => sql`partner_id = ${number}`),
  ];
  const [row] = await visibleRows<{ earliest: string | null }>(em, {
    table: 'catalogue_change',
    select: sql`min(changed_at) as earliest`,
    where,
  });
  return row?.earliest ? { ...filters, updated_since: new Date(row.earliest).toISOString() } : filters;
}
