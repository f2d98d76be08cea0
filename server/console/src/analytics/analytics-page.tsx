import { useQuery } from '@tanstack/react-query';
import { client } from '../api/client.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { ProblemView } from '../ui/problem-view.tsx';
import { FeedQuality } from './feed-quality.tsx';
import { mostUsed } from './most-used.ts';
import { ReportControls } from './report-controls.tsx';
import { useReportRange } from './report-range.ts';
import { RevenueChart } from './revenue-chart.tsx';
import { SalesByPartner } from './sales-by-partner.tsx';
import { TopProducts } from './top-products.tsx';

export function AnalyticsPage() {
  const report = useReportRange();
  const { granularity, range } = report;
  const { data, error, refetch } = useQuery({
    queryKey: ['analytics', 'over-time', granularity, range],
    queryFn: async ({ signal }) => client.analytics.salesOverTime({ ...range, granularity }, { signal }),
  });
  const currencies = [...new Set(data?.items.map(({ currency }) => currency))].sort();
  const currency =
    report.currency && currencies.includes(report.currency) ? report.currency : mostUsed(data?.items ?? []);
  return (
    <>
      <PageHeader
        title="Analytics"
        about="Sales and feeds. Two currencies are never added: the reports show one at a time."
      />
      <ReportControls report={report} currencies={currencies} currency={currency} />
      {error ? (
        <ProblemView error={error} onRetry={() => void refetch()} />
      ) : (
        <div className="space-y-4">
          <RevenueChart report={report} periods={data?.items} currency={currency} />
          {currency && (
            <div className="grid gap-4 xl:grid-cols-2">
              <SalesByPartner report={report} currency={currency} />
              <TopProducts report={report} currency={currency} />
            </div>
          )}
          <FeedQuality report={report} />
        </div>
      )}
    </>
  );
}
