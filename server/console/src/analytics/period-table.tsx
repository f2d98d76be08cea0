import type { Granularity, PeriodSales } from '@commerce-integration/sdk';
import type { Column } from '../ui/columns.ts';
import { DataTable } from '../ui/data-table.tsx';
import { formatMoney, formatNumber } from '../ui/format.ts';
import { formatIn } from './report-range.ts';

interface PeriodTableProps {
  rows: readonly PeriodSales[];
  currency: string;
  /** The start of the report. */
  from: string;
  zone: string;
  granularity: Granularity;
}

/** The numbers of the chart, newest first. */
export function PeriodTable({ rows, currency, from, zone, granularity }: PeriodTableProps) {
  const hours = granularity === 'hourly' ? ({ timeStyle: 'short' } as const) : {};
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', ...hours, timeZone: zone });
  const columns: readonly Column<PeriodSales>[] = [
    {
      id: 'start',
      header: 'Begins',
      grows: true,
      cell: ({ period_start: start }) => {
        const begins = format.format(new Date(start));
        return Date.parse(start) < Date.parse(from) ? `${begins}, counted from ${formatIn(zone, from)} on` : begins;
      },
    },
    { id: 'orders', header: 'Orders', end: true, cell: ({ order_count }) => formatNumber(order_count) },
    { id: 'units', header: 'Units', end: true, from: 'sm', cell: ({ units_sold }) => formatNumber(units_sold) },
    { id: 'sales', header: 'Revenue', end: true, cell: ({ total_sales }) => formatMoney(total_sales, currency) },
  ];
  return (
    <details className="mt-3 -mb-4 border-t border-line">
      <summary className="-mx-4 cursor-pointer px-4 py-2.5 text-sm text-muted hover:text-ink">As a table</summary>
      <div className="-mx-4 max-h-96 overflow-y-auto border-t border-line">
        <DataTable
          label="Sales in time"
          rows={rows.toReversed()}
          columns={columns}
          rowKey={({ period_start }) => period_start}
        />
      </div>
    </details>
  );
}
