import type { ProductSales, TopProductsBy } from '@commerce-integration/sdk';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../api/client.ts';
import { Card } from '../ui/card.tsx';
import type { Column } from '../ui/columns.ts';
import { DataTable } from '../ui/data-table.tsx';
import { Select } from '../ui/field.tsx';
import { formatMoney, formatNumber } from '../ui/format.ts';
import { PendingView } from '../ui/problem-view.tsx';
import { CsvButton } from './csv-button.tsx';
import type { ReportRange } from './report-range.ts';

const BY = [
  ['revenue', 'By revenue'],
  ['units', 'By units'],
] as const;

const COLUMNS: readonly Column<ProductSales>[] = [
  {
    id: 'product',
    header: 'Product',
    grows: true,
    cell: ({ product_name, sku }) => (
      <span className="block min-w-0">
        <span className="block truncate">{product_name}</span>
        <span className="block truncate font-mono text-xs font-normal text-faint">{sku}</span>
      </span>
    ),
  },
  { id: 'units', header: 'Units', end: true, cell: ({ units_sold }) => formatNumber(units_sold) },
  {
    id: 'sales',
    header: 'Revenue',
    end: true,
    cell: ({ total_sales, currency }) => formatMoney(total_sales, currency),
  },
];

export function TopProducts({ report: { range }, currency }: { report: ReportRange; currency: string }) {
  const [by, setBy] = useState<TopProductsBy>('revenue');
  const products = useQuery({
    queryKey: ['analytics', 'top-products', range, currency, by],
    queryFn: async ({ signal }) => client.analytics.topProducts({ ...range, currency, by, limit: 10 }, { signal }),
  });
  const { data } = products;
  if (!data) return <PendingView query={products} className="h-60" />;
  return (
    <Card
      title="Top products"
      hint={currency}
      flush
      actions={
        <>
          <Select
            aria-label="Rank"
            size="sm"
            className="w-auto"
            choices={BY}
            value={by}
            onChange={({ target }) => setBy(target.value as TopProductsBy)}
          />
          <CsvButton name="top-products" rows={data.items} />
        </>
      }
    >
      <DataTable
        label="Top products"
        rows={data.items}
        columns={COLUMNS}
        rowKey={({ product_id }) => product_id}
        rowPath={({ product_id }) => `/products/${product_id}`}
      />
    </Card>
  );
}
