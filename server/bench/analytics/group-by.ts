import type { Pool } from 'pg';

/** The parameters of a report: a range, all partners (null) or one, and a time zone. */
export interface Asked {
  from: string;
  to: string;
  timezone: string;
  partner: number | null;
}

export const REPORTS = ['sales-by-partner', 'sales-over-time', 'top-products', 'revenue-share', 'feeds'] as const;
export type ReportName = (typeof REPORTS)[number];

/** Dates begin at midnight in the time zone, as in the reports. */
const IN_RANGE = (column: string) =>
  `${column} >= $1::timestamp at time zone $3 and ${column} < $2::timestamp at time zone $3`;
const ITEMS = 'order_item i join sales_order o on o.id = i.order_id';
const ORDERS = `from ${ITEMS} where ${IN_RANGE('o.created_at')} and ($4::bigint is null or o.partner_id = $4)`;
const SUMS = 'count(distinct o.id), sum(i.quantity), sum(i.line_total)';

/** The same numbers from the orders alone, without stored sums. */
const STATEMENTS: Record<ReportName, string> = {
  'sales-by-partner': `select o.partner_id, o.currency, ${SUMS} ${ORDERS} group by 1, 2`,
  'sales-over-time': `select date_trunc('day', o.created_at at time zone $3), o.currency, ${SUMS} ${ORDERS} group by 1, 2`,
  'top-products': `select i.product_id, o.currency, ${SUMS} ${ORDERS} group by 1, 2 order by 5 desc limit 10`,
  'revenue-share': `select o.partner_id, o.currency, sum(i.line_total) ${ORDERS} group by 1, 2`,
  feeds: `select f.partner_id, count(*), sum((j.result ->> 'processed')::bigint), sum((j.result ->> 'inserted')::bigint),
      sum((j.result ->> 'updated')::bigint), sum((j.result ->> 'skipped')::bigint), max(j.finished_at)
    from job j join feed f on j.subject_type = 'feed' and f.id = j.subject_id
    where j.job_type = 'validation' and ${IN_RANGE('j.finished_at')} and ($4::bigint is null or f.partner_id = $4)
    group by 1`,
};

/** The time that PostgreSQL takes for it, in milliseconds: the median of several runs. */
export async function groupByTime(pool: Pool, report: ReportName, asked: Asked, runs: number): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    await pool.query(STATEMENTS[report], [asked.from, asked.to, asked.timezone, asked.partner]);
    times.push(performance.now() - start);
  }
  return median(times);
}

export function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
