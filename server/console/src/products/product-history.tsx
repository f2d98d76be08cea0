import type { ProductChange } from '@commerce-integration/sdk';
import { useQuery } from '@tanstack/react-query';
import { StatusBadge } from '../ui/badge.tsx';
import { Card } from '../ui/card.tsx';
import type { Column } from '../ui/columns.ts';
import { DataTable } from '../ui/data-table.tsx';
import { IdLink } from '../ui/link.tsx';
import { ProblemView } from '../ui/problem-view.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Money, Time } from '../ui/values.tsx';
import { historyQuery } from './product-queries.ts';

const COLUMNS: readonly Column<ProductChange>[] = [
  { id: 'at', header: 'When', cell: ({ changed_at }) => <Time at={changed_at} /> },
  { id: 'price', header: 'Price', end: true, cell: (change) => <PriceStep change={change} /> },
  {
    id: 'availability',
    header: 'Availability',
    from: 'sm',
    cell: ({ availability_from, availability_to }) =>
      availability_from !== availability_to && availability_to ? (
        <StatusBadge status={availability_to} />
      ) : (
        <span className="text-faint">same</span>
      ),
  },
  {
    id: 'fields',
    header: 'Other fields',
    grows: true,
    from: 'sm',
    cell: ({ fields }) => <OtherFields fields={fields} />,
  },
  { id: 'job', header: 'By', cell: ({ job_id }) => <IdLink id={job_id} /> },
];

const OFFER = new Set(['price', 'currency', 'availability']);

/** The names of the other changed fields, with their values in the title. */
function OtherFields({ fields }: Pick<ProductChange, 'fields'>) {
  const others = fields.filter(({ field }) => !OFFER.has(field));
  if (others.length === 0) return <span className="text-faint">same</span>;
  const values = others.map(({ field, from, to }) => `${field}: ${from ?? 'nothing'} → ${to ?? 'nothing'}`);
  return <span title={values.join('\n')}>{others.map(({ field }) => field).join(', ')}</span>;
}

function PriceStep({ change }: { change: ProductChange }) {
  const { price_from, price_to, currency_from, currency_to } = change;
  if (price_from === price_to && currency_from === currency_to) return <span className="text-faint">same</span>;
  return (
    <span className="inline-flex items-center gap-2">
      <span className="text-muted line-through">
        <Money amount={price_from} currency={currency_from} />
      </span>
      <span aria-hidden>→</span>
      <span className="font-medium">
        <Money amount={price_to} currency={currency_to} />
      </span>
    </span>
  );
}

/** Changes of a product, newest first, and the jobs that made them. */
export function ProductHistory({ productId }: { productId: string }) {
  const { data, error, isPending, refetch } = useQuery(historyQuery(productId));
  if (error) return <ProblemView error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Skeleton className="h-40" />;
  return (
    <Card title="Changes" hint="of fields" flush>
      <DataTable
        label="Changes of the product"
        rows={data.items}
        columns={COLUMNS}
        rowKey={({ changed_at, job_id }) => `${changed_at} ${job_id}`}
        empty={<p className="p-4 text-sm text-muted">No changes since it was first loaded.</p>}
      />
    </Card>
  );
}
