import type { OverviewRange } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { rowsOf, sql } from '../database/sql.ts';
import { tenancyOf } from '../database/visible-rows.ts';
import { done, type OverviewPart } from '../feature/overview-part.ts';
import { firstSale } from './sales-report.ts';
import { partnerSales } from './sales-sums.ts';

/** The orders of a range, from the sums: exact, however many there are. */
export const salesOverview: OverviewPart = {
  stage: 'orders',
  access: 'orders:read',
  counts: async (em, range) => [
    done('created', 'Orders', { value: await ordersIn(em, range), precision: 'exact', since: null }),
  ],
};

/** Tenancy: of the partner that the unit of work is restricted to. */
async function ordersIn(em: UnitOfWork, range: OverviewRange): Promise<number> {
  const [from, to] = [range.from.getTime(), range.to.getTime()];
  if (from >= to) return 0;
  const filled = { first: await firstSale(em), last: Date.now() };
  const wanted = { partner: tenancyOf(em).partnerId, currency: undefined, filled };
  const [row] = await rowsOf<{ orders: number }>(
    sqlOf(em),
    sql`select coalesce(sum(order_count), 0)::float8 as orders from (${partnerSales({ from, to }, wanted)}) sales`,
  );
  return row?.orders ?? 0;
}
