import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { client } from '../api/client.ts';
import { Card } from '../ui/card.tsx';
import { TextLink } from '../ui/link.tsx';
import { PendingView } from '../ui/problem-view.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useNow } from '../ui/use-now.ts';

const SalesChart = lazy(() => import('./sales-chart.tsx'));

const DAYS = 14;

/** Orders and revenue of the last two weeks. */
export function RecentSales() {
  const day = new Date(useNow());
  day.setHours(0, 0, 0, 0);
  // Only whole days: a partial one would look like a bad one.
  day.setDate(day.getDate() - DAYS + 1);
  const from = day.toISOString();
  const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const sales = useQuery({
    queryKey: ['analytics', 'recent', from],
    queryFn: async ({ signal }) => client.analytics.salesOverTime({ from, timezone, granularity: 'daily' }, { signal }),
  });
  return (
    <Card title="Revenue" hint={`last ${DAYS} days`} actions={<TextLink to="/analytics">Analytics</TextLink>}>
      <Suspense fallback={<Skeleton className="h-52" />}>
        {sales.data ? <SalesChart periods={sales.data.items} /> : <PendingView query={sales} className="h-52" />}
      </Suspense>
    </Card>
  );
}
