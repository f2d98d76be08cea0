import type { FeedActivity } from '@commerce-integration/sdk';
import { useQuery } from '@tanstack/react-query';
import { client } from '../api/client.ts';
import { PartnerLink } from '../partners/partner-link.tsx';
import { Card } from '../ui/card.tsx';
import type { Column } from '../ui/columns.ts';
import { DataTable } from '../ui/data-table.tsx';
import { formatNumber, formatPercent } from '../ui/format.ts';
import { PendingView } from '../ui/problem-view.tsx';
import { Time } from '../ui/values.tsx';
import { CsvButton } from './csv-button.tsx';
import type { ReportRange } from './report-range.ts';

const COLUMNS: readonly Column<FeedActivity>[] = [
  {
    id: 'partner',
    header: 'Partner',
    grows: true,
    cell: ({ partner_id, partner_name }) => <PartnerLink id={partner_id} name={partner_name} />,
  },
  { id: 'feeds', header: 'Feeds uploaded', end: true, from: 'sm', cell: ({ feeds }) => formatNumber(feeds) },
  { id: 'loads', header: 'Loads completed', end: true, cell: ({ loads }) => formatNumber(loads) },
  {
    id: 'failed',
    header: 'Loads failed',
    end: true,
    cell: ({ loads_failed: failed }) => <span className={failed > 0 ? 'text-bad' : ''}>{formatNumber(failed)}</span>,
  },
  { id: 'rows', header: 'Rows', end: true, from: 'md', cell: ({ rows_processed }) => formatNumber(rows_processed) },
  {
    id: 'rejected',
    header: 'Rows rejected',
    end: true,
    // If no load has completed, no row was accepted either.
    cell: ({ rows_processed, error_ratio }) => (rows_processed === 0 ? '–' : formatPercent(error_ratio)),
  },
  {
    id: 'success',
    header: 'Last load completed',
    end: true,
    from: 'xl',
    cell: ({ last_success_at }) => <Time at={last_success_at} className="text-muted" />,
  },
];

/** The quality of each partner's feeds. */
export function FeedQuality({ report: { range } }: { report: ReportRange }) {
  const feeds = useQuery({
    queryKey: ['analytics', 'feeds', range],
    queryFn: async ({ signal }) => client.analytics.feeds(range, { signal }),
  });
  const { data } = feeds;
  if (!data) return <PendingView query={feeds} className="h-40" />;
  return (
    <Card
      title="Quality of feeds"
      hint="rows are those of the completed loads"
      flush
      actions={<CsvButton name="feeds" rows={data.items} />}
    >
      <DataTable
        label="Quality of feeds"
        rows={data.items}
        columns={COLUMNS}
        rowKey={({ partner_id }) => partner_id}
        empty={<p className="p-4 text-sm text-muted">No feeds in this time.</p>}
      />
    </Card>
  );
}
