import type { PartnerSales } from '@commerce-integration/sdk';
import { useQuery } from '@tanstack/react-query';
import { client } from '../api/client.ts';
import { PartnerLink } from '../partners/partner-link.tsx';
import { Card } from '../ui/card.tsx';
import { formatMoney, formatPercent } from '../ui/format.ts';
import { PendingView } from '../ui/problem-view.tsx';
import { CsvButton } from './csv-button.tsx';
import type { ReportRange } from './report-range.ts';

/** What each partner sold, and its share. */
export function SalesByPartner({ report: { range }, currency }: { report: ReportRange; currency: string }) {
  const sales = useQuery({
    queryKey: ['analytics', 'by-partner', range, currency],
    queryFn: async ({ signal }) => client.analytics.salesByPartner({ ...range, currency }, { signal }),
  });
  const { data: shares } = useQuery({
    queryKey: ['analytics', 'share', range, currency],
    queryFn: async ({ signal }) => client.analytics.revenueShare({ ...range, currency }, { signal }),
  });
  if (!sales.data) return <PendingView query={sales} className="h-60" />;
  const rows = sales.data.items.toSorted((a, b) => b.total_sales - a.total_sales);
  const shareOf = (id: string) => shares?.items.find(({ partner_id }) => partner_id === id)?.revenue_pct;
  return (
    <Card title="By partner" hint={currency} actions={<CsvButton name="sales-by-partner" rows={rows} />}>
      <ul className="space-y-3">
        {rows.map((row) => (
          <Bar key={row.partner_id} row={row} share={shareOf(row.partner_id)} most={rows[0]?.total_sales ?? 1} />
        ))}
      </ul>
    </Card>
  );
}

function Bar({ row, share, most }: { row: PartnerSales; share: number | undefined; most: number }) {
  return (
    <li className="text-sm">
      <div className="flex items-baseline gap-3">
        <span className="min-w-0 truncate">
          <PartnerLink id={row.partner_id} name={row.partner_name} />
        </span>
        <span className="ml-auto tabular-nums">{formatMoney(row.total_sales, row.currency)}</span>
        <span className="w-12 text-right text-xs text-muted tabular-nums">
          {share === undefined ? '' : formatPercent(share / 100)}
        </span>
      </div>
      <svg className="mt-1 h-1.5 w-full" aria-hidden preserveAspectRatio="none" viewBox="0 0 100 1">
        <rect width="100" height="1" className="fill-hover" />
        <rect width={most > 0 ? (row.total_sales / most) * 100 : 0} height="1" className="fill-accent" />
      </svg>
    </li>
  );
}
