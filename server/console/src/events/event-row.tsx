import type { Event } from '@commerce-integration/sdk';
import { Link } from '@tanstack/react-router';
import { StatusDot } from '../ui/badge.tsx';
import { IdLink } from '../ui/link.tsx';
import { Time } from '../ui/values.tsx';
import { eventText, eventTone } from './event-text.ts';

/** An event in a list: what happened to which object, and when. */
export function EventRow({ event }: { event: Event }) {
  const { event_id, event_type, subject, partner_id, partner_name, occurred_at } = event;
  return (
    <li className="flex items-baseline gap-3 px-4 py-2.5 text-sm">
      <StatusDot tone={eventTone(event)} />
      <div className="min-w-0 flex-1">
        <p className="break-words">
          <Link to={`/events/${event_id}`} className="rounded-xs hover:underline">
            {eventText(event)}
          </Link>
        </p>
        <p className="mt-0.5 flex flex-wrap items-baseline gap-x-2.5 text-xs text-muted">
          <span className="font-mono">{event_type}</span>
          <IdLink id={subject.id} partnerId={partner_id} />
          {partner_name && <span className="truncate">{partner_name}</span>}
        </p>
      </div>
      <Time at={occurred_at} className="text-xs text-muted" />
    </li>
  );
}
