import type { PeriodSales } from '@commerce-integration/sdk';
import { useMemo } from 'react';
import { mostUsed } from '../analytics/most-used.ts';
import { TimeChart } from '../charts/time-chart.tsx';
import { formatShortMoney } from '../ui/format.ts';

/**
 * Revenue by day in the currency with the most orders. A separate module, so that the chart is loaded after the page.
 */
export default function SalesChart({ periods }: { periods: readonly PeriodSales[] }) {
  const currency = useMemo(() => mostUsed(periods), [periods]);
  const rows = useMemo(() => periods.filter((one) => one.currency === currency), [periods, currency]);
  const times = useMemo(() => rows.map(({ period_start }) => Date.parse(period_start) / 1_000), [rows]);
  const series = useMemo(
    () => [
      {
        label: `Revenue, ${currency}`,
        values: rows.map(({ total_sales }) => total_sales),
        kind: 'bars' as const,
        format: (amount: number) => formatShortMoney(amount, currency ?? 'USD'),
      },
    ],
    [rows, currency],
  );
  if (currency === undefined) return <p className="py-6 text-center text-sm text-muted">No orders in this time.</p>;
  return (
    <TimeChart
      label="Revenue by day; the analytics have the numbers as a table"
      times={times}
      series={series}
      height={190}
    />
  );
}
