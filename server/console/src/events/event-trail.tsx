import { useQuery } from '@tanstack/react-query';
import { client } from '../api/client.ts';
import { useMay } from '../session/session.ts';
import { Card } from '../ui/card.tsx';
import { TextLink } from '../ui/link.tsx';
import { PendingView } from '../ui/problem-view.tsx';
import { EventRow } from './event-row.tsx';

const SHOWN = 20;

/** The events of one object, newest first. Empty for a key that may not read events. */
export function EventTrail({ subject }: { subject: string }) {
  const may = useMay();
  const events = useQuery({
    queryKey: ['events', 'of', subject],
    queryFn: async ({ signal }) => client.events.list({ subject, limit: SHOWN }, { signal }),
    enabled: may('events:read'),
  });
  const { data } = events;
  if (!data) return events.error ? <PendingView query={events} /> : null;
  return (
    <Card
      title="Events"
      actions={
        <TextLink to="/events" search={{ subject }}>
          All
        </TextLink>
      }
      flush
    >
      {data.items.length === 0 ? (
        <p className="p-4 text-sm text-muted">None in the last 30 days.</p>
      ) : (
        <ul className="divide-y divide-line">
          {data.items.map((event) => (
            <EventRow key={event.event_id} event={event} />
          ))}
        </ul>
      )}
    </Card>
  );
}
