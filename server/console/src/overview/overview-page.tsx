import type { ComponentHealth, Overview } from '@commerce-integration/sdk';
import { useSuspenseQuery } from '@tanstack/react-query';
import { client } from '../api/client.ts';
import { EventRow } from '../events/event-row.tsx';
import { useMay } from '../session/session.ts';
import { StatusDot, type Tone } from '../ui/badge.tsx';
import { Card } from '../ui/card.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { words } from '../ui/format.ts';
import { TextLink } from '../ui/link.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { AttentionList } from './attention-list.tsx';
import { RecentSales } from './recent-sales.tsx';
import { Stages } from './stages.tsx';

const TONES: Record<ComponentHealth['status'], Tone> = { ok: 'ok', warning: 'warn', error: 'bad' };

function ComponentHealthList({ components }: { components: readonly ComponentHealth[] }) {
  return (
    <Card title="Health" actions={<TextLink to="/system">System</TextLink>} className="self-start" flush>
      <ul className="divide-y divide-line">
        {components.map(({ component, status, detail }) => (
          <li key={component} className="flex items-baseline gap-3 px-4 py-2.5 text-sm">
            <StatusDot tone={TONES[status]} />
            <span className="min-w-0 flex-1">
              <span className="block">{words(component)}</span>
              {detail && <span className="block text-xs break-words text-muted">{detail}</span>}
            </span>
            <span className="text-xs text-muted">{words(status)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** First what needs attention, then the state of all stages, then recent events. */
export function OverviewPage() {
  const { data: overview } = useSuspenseQuery({
    queryKey: ['overview'],
    queryFn: async ({ signal }) => client.console.overview({}, { signal }),
  });
  const may = useMay();
  return (
    <>
      <PageHeader title="Overview" />
      <div className="space-y-4">
        <AttentionList items={overview.needs_attention} />
        <Stages stages={overview.stages} />
        <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="min-w-0 space-y-4">
            {may('analytics:read') && <RecentSales />}
            {may('events:read') && <Activity overview={overview} />}
          </div>
          <ComponentHealthList components={overview.components} />
        </div>
      </div>
    </>
  );
}

function Activity({ overview: { recent_activity } }: { overview: Overview }) {
  return (
    <Card title="Recent activity" actions={<TextLink to="/events">All events</TextLink>} flush>
      {recent_activity.length === 0 ? (
        <EmptyState title="Nothing has happened yet" action={<TextLink to="/feeds">Upload a first feed</TextLink>} />
      ) : (
        <ul className="divide-y divide-line">
          {recent_activity.map((event) => (
            <EventRow key={event.event_id} event={event} />
          ))}
        </ul>
      )}
    </Card>
  );
}
