import type { FeedActivity, Partner } from '@commerce-integration/sdk';
import { useQuery } from '@tanstack/react-query';
import { client } from '../api/client.ts';
import { Card } from '../ui/card.tsx';
import { Stat } from '../ui/facts.tsx';
import { formatNumber, formatPercent } from '../ui/format.ts';
import { PendingView } from '../ui/problem-view.tsx';
import { Time } from '../ui/values.tsx';

const DAYS = 30;
const DAY = 86_400_000;

/** The partner's feeds, loads and rows of the last 30 days. */
export function PartnerActivity({ partner: { partner_name } }: { partner: Partner }) {
  const feeds = useQuery({
    queryKey: ['analytics', 'feeds', partner_name],
    queryFn: async ({ signal }) =>
      client.analytics.feeds({ partner_name, from: new Date(Date.now() - DAYS * DAY).toISOString() }, { signal }),
  });
  const { data } = feeds;
  const [activity] = data?.items ?? [];
  return (
    <Card title="Integration" hint={`last ${DAYS} days; rows of completed loads`}>
      {!data && <PendingView query={feeds} className="h-14" />}
      {data && !activity && <p className="text-sm text-muted">No feeds in this time.</p>}
      {activity && <Numbers activity={activity} />}
    </Card>
  );
}

function Numbers({ activity }: { activity: FeedActivity }) {
  return (
    <dl className="grid grid-cols-2 gap-4 sm:grid-cols-3 xl:grid-cols-6">
      <Stat label="Feeds uploaded" value={formatNumber(activity.feeds)} />
      <Stat label="Loads completed" value={formatNumber(activity.loads)} />
      <Stat
        label="Loads failed"
        value={formatNumber(activity.loads_failed)}
        tone={activity.loads_failed > 0 ? 'bad' : undefined}
      />
      <Stat label="Rows read" value={formatNumber(activity.rows_processed)} />
      <Stat
        label="Rows rejected"
        // If no load has completed, no row was accepted either.
        value={activity.rows_processed === 0 ? '–' : formatPercent(activity.error_ratio)}
        tone={activity.error_ratio > 0 ? 'warn' : undefined}
      />
      <Stat label="Last load completed" value={<Time at={activity.last_success_at} />} />
    </dl>
  );
}
