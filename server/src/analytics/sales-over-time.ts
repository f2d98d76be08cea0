import type { Granularity, PeriodSales } from '@commerce-integration/contract';
import type { SeriesPeriods } from '@commerce-integration/contract/rules';
import { objectSql, timeSql } from '../database/json-sql.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { type Sql, sql } from '../database/sql.ts';
import { readItems } from './report.ts';
import { periodsOf } from './report-periods.ts';
import { type AskedSales, salesReport } from './sales-report.ts';
import type { SalesWanted } from './sales-sums.ts';
import { periodSales } from './series-sums.ts';
import { isoTime } from './time-zone-periods.ts';

const FIELDS: Record<keyof PeriodSales, string> = {
  period_start: timeSql('start'),
  currency: 'currency',
  order_count: 'coalesce(order_count, 0)',
  units_sold: 'coalesce(units, 0)',
  total_sales: 'coalesce(trim_scale(revenue), 0)',
};

/**
 * Sales of each period in each currency, in that order. A currency that has sales in the range, or is asked for by
 * name, has an item for every period.
 *
 * @returns the report of the contract, as JSON
 * @throws Problem `invalid_parameter`; `range_too_long`
 */
export async function salesOverTime(em: UnitOfWork, asked: AskedSales & { granularity: Granularity }): Promise<string> {
  return salesReport(em, asked, periodsOf(em, asked, asked.granularity), (periods, wanted) =>
    readItems(em, everyPeriod(periods, asked.granularity === 'hourly', wanted)),
  );
}

function everyPeriod({ starts, bounds }: SeriesPeriods, hourly: boolean, wanted: SalesWanted): Sql {
  const asked = wanted.currency ?? null;
  return sql`with sums as materialized (${periodSales(bounds, hourly, wanted)}), shown as (
      select currency from sums where order_count > 0 union select ${asked}::text where ${asked}::text is not null
    )
    select ${objectSql(FIELDS)} as json
    from unnest(${starts.map(isoTime)}::timestamptz[]) with ordinality begun (start, period) cross join shown
      left join sums using (period, currency)
    order by period, currency`;
}
