import type { Event } from '@commerce-integration/sdk';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { client } from '../api/client.ts';
import { PartnerLink } from '../partners/partner-link.tsx';
import { useMay } from '../session/session.ts';
import { Badge } from '../ui/badge.tsx';
import { Card } from '../ui/card.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Facts } from '../ui/facts.tsx';
import { JsonView } from '../ui/json-view.tsx';
import { CopyId, IdLink } from '../ui/link.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { PendingView } from '../ui/problem-view.tsx';
import { Time } from '../ui/values.tsx';
import { DELIVERY_COLUMNS } from '../webhooks/delivery-columns.tsx';
import { eventText, eventTone } from './event-text.ts';

export function EventPage() {
  const { eventId = '' } = useParams({ strict: false });
  const { data: event } = useSuspenseQuery({
    queryKey: ['events', eventId],
    queryFn: async ({ signal }) => client.events.get(eventId, { signal }),
    refetchInterval: false,
  });
  return (
    <>
      <PageHeader
        title={eventText(event)}
        beside={
          <>
            <Badge tone={eventTone(event)}>{event.event_type}</Badge>
            <CopyId id={event.event_id} />
          </>
        }
      />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 space-y-4">
          <Card title="Event" hint="as delivered" flush>
            <JsonView value={event} label="The event as JSON" />
          </Card>
          <Deliveries eventId={eventId} />
        </div>
        <EventFacts event={event} />
      </div>
    </>
  );
}

function EventFacts({ event }: { event: Event }) {
  return (
    <Card title="Details" className="self-start">
      <Facts
        facts={[
          ['About', <IdLink key="subject" id={event.subject.id} partnerId={event.partner_id} />],
          ['Partner', <PartnerLink key="partner" id={event.partner_id} name={event.partner_name} />],
          ['Happened', <Time key="at" at={event.occurred_at} />],
        ]}
      />
    </Card>
  );
}

/** The webhook deliveries of the event. */
function Deliveries({ eventId }: { eventId: string }) {
  const may = useMay();
  const deliveries = useQuery({
    queryKey: ['webhookDeliveries', 'of-event', eventId],
    queryFn: async ({ signal }) => client.webhookDeliveries.list({ event_id: eventId, limit: 100 }, { signal }),
    enabled: may('webhooks:read'),
  });
  const { data } = deliveries;
  if (!data) return deliveries.error ? <PendingView query={deliveries} /> : null;
  return (
    <Card title="Deliveries" flush>
      <DataTable
        label="Deliveries of this event"
        rows={data.items}
        columns={DELIVERY_COLUMNS.filter(({ id }) => id !== 'event')}
        rowKey={({ delivery_id }) => delivery_id}
        rowPath={({ delivery_id }) => `/deliveries/${delivery_id}`}
        empty={<p className="p-4 text-sm text-muted">No webhook subscribed to this event.</p>}
      />
    </Card>
  );
}
