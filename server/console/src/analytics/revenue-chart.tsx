import type { Granularity, PeriodSales } from '@commerce-integration/sdk';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { client } from '../api/client.ts';
import type { Series } from '../charts/chart-options.ts';
import { TimeChart } from '../charts/time-chart.tsx';
import { Card } from '../ui/card.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Stat } from '../ui/facts.tsx';
import { Select } from '../ui/field.tsx';
import { formatMoney, formatNumber, formatPercent, formatShortMoney } from '../ui/format.ts';
import { ProblemView } from '../ui/problem-view.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { CsvButton } from './csv-button.tsx';
import { PeriodTable } from './period-table.tsx';
import { formatIn, type ReportRange } from './report-range.ts';

const SHOWN = [
  ['total_sales', 'Revenue'],
  ['order_count', 'Orders'],
  ['units_sold', 'Units'],
] as const;
type Measure = (typeof SHOWN)[number][0];

const PERIODS: Record<Granularity, string> = {
  hourly: 'hour',
  daily: 'day',
  weekly: 'week',
  monthly: 'month',
  yearly: 'year',
};

interface RevenueChartProps {
  report: ReportRange;
  periods: readonly PeriodSales[] | undefined;
  currency: string | undefined;
}

/** Revenue, orders or units over time, also as a table and as CSV. */
export function RevenueChart({ report, periods, currency }: RevenueChartProps) {
  const [measure, setMeasure] = useState<Measure>('total_sales');
  const { granularity, before, isCompared, zone } = report;
  const {
    data: earlier,
    error,
    refetch,
  } = useQuery({
    queryKey: ['analytics', 'over-time', granularity, before],
    queryFn: async ({ signal }) => client.analytics.salesOverTime({ ...before, granularity }, { signal }),
    enabled: isCompared,
  });
  const rows = useMemo(() => (periods ?? []).filter((one) => one.currency === currency), [periods, currency]);
  const rowsBefore = useMemo(
    () => (isCompared ? (earlier?.items ?? []).filter((one) => one.currency === currency) : []),
    [earlier, isCompared, currency],
  );
  const times = useMemo(() => rows.map(({ period_start }) => Date.parse(period_start) / 1_000), [rows]);
  const series = useMemo(() => seriesOf(measure, rows, rowsBefore, currency), [measure, rows, rowsBefore, currency]);
  if (!periods) return <Skeleton className="h-80" />;
  if (!currency)
    return <EmptyState title="No sales in this time">Choose a longer time, or another partner.</EmptyState>;
  return (
    <Card
      title="Sales in time"
      actions={
        <>
          <Select
            aria-label="Measure"
            size="sm"
            className="w-auto"
            choices={SHOWN}
            value={measure}
            onChange={({ target }) => setMeasure(target.value as Measure)}
          />
          <CsvButton name="sales-over-time" rows={rows} />
        </>
      }
    >
      {isCompared && error && <ProblemView error={error} onRetry={() => void refetch()} />}
      <Sums rows={rows} rowsBefore={rowsBefore} currency={currency} />
      <div className="mt-4">
        <TimeChart
          label={`${words(measure)} in time. The numbers are in the table below.`}
          times={times}
          series={series}
          zone={zone}
        />
      </div>
      <PartlyCounted first={rows[0]} report={report} />
      <PeriodTable rows={rows} currency={currency} from={report.range.from} zone={zone} granularity={granularity} />
    </Card>
  );
}

/** Says where the first bar covers only part of its period. The last one always does: its period is not over. */
function PartlyCounted({
  first,
  report: { range, granularity, zone },
}: {
  first: PeriodSales | undefined;
  report: ReportRange;
}) {
  if (!first || Date.parse(range.from) <= Date.parse(first.period_start)) return null;
  return (
    <p className="mt-2 text-xs text-muted">
      The first {PERIODS[granularity]} is counted from {formatIn(zone, range.from)} on, and the last one until now.
    </p>
  );
}

function words(measure: Measure): string {
  return SHOWN.find(([name]) => name === measure)?.[1] ?? measure;
}

function seriesOf(
  measure: Measure,
  rows: readonly PeriodSales[],
  before: readonly PeriodSales[],
  currency = 'USD',
): Series[] {
  const format = (value: number) =>
    measure === 'total_sales' ? formatShortMoney(value, currency) : formatNumber(value);
  const now: Series = { label: words(measure), values: rows.map((row) => row[measure]), kind: 'bars', format };
  if (before.length === 0) return [now];
  return [
    now,
    {
      label: 'The time before',
      values: rows.map((_, index) => before[index]?.[measure] ?? null),
      kind: 'dashed',
      format,
    },
  ];
}

interface SumsProps {
  rows: readonly PeriodSales[];
  rowsBefore: readonly PeriodSales[];
  currency: string;
}

/** Adds amounts in minor units: a sum of decimals would have rounding errors. */
function sum(rows: readonly PeriodSales[], measure: Measure): number {
  return rows.reduce((total, row) => total + Math.round(row[measure] * 1_000), 0) / 1_000;
}

function Sums({ rows, rowsBefore, currency }: SumsProps) {
  return (
    <dl className="flex flex-wrap gap-x-10 gap-y-3">
      {SHOWN.map(([measure, label]) => {
        const now = sum(rows, measure);
        const before = rowsBefore.length > 0 ? sum(rowsBefore, measure) : undefined;
        return (
          <Stat
            key={measure}
            label={label}
            value={
              <>
                {measure === 'total_sales' ? formatMoney(now, currency) : formatNumber(now)}
                {before !== undefined && before > 0 && <Change ratio={now / before - 1} />}
              </>
            }
          />
        );
      })}
    </dl>
  );
}

function Change({ ratio }: { ratio: number }) {
  return (
    <span className={`ml-2 text-xs font-medium ${ratio < 0 ? 'text-bad' : 'text-ok'}`}>
      {ratio < 0 ? '−' : '+'}
      {formatPercent(Math.abs(ratio))}
    </span>
  );
}
