import type { UnitOfWork } from '../database/orm.ts';
import { sql, when } from '../database/sql.ts';
import { visibleRows } from '../database/visible-rows.ts';
import type { ProductFilters } from './product-filters.ts';

/**
 * Extends the filter `updated_since` so that it misses no change. The products of a load have the time at which the
 * load began, before others could see them; a caller that asked in between must still get them. So the changes of every
 * load or batch that was running at the given time are included.
 */
export async function sinceSeen(em: UnitOfWork, filters: ProductFilters): Promise<ProductFilters> {
  const { updated_since: since, partner } = filters;
  if (since === undefined) return filters;
  // No transaction takes longer than a day; the limit keeps the search short.
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
