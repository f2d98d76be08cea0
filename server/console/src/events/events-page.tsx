import { EVENT_TYPES } from 'virtual:contract-lists';
import type { Event, ListEventsFields } from '@commerce-integration/sdk';
import { client } from '../api/client.ts';
import { StatusDot } from '../ui/badge.tsx';
import { choicesOf, SINCE_CHOICES } from '../ui/choices.ts';
import type { Column } from '../ui/columns.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { type Filter, FilterBar } from '../ui/filter-bar.tsx';
import { IdLink } from '../ui/link.tsx';
import { ListView } from '../ui/list-view.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { usePage } from '../ui/use-page.ts';
import { Time } from '../ui/values.tsx';
import { eventText, eventTone } from './event-text.ts';

const FILTERS: readonly Filter[] = [
  { name: 'event_type', label: 'Type', kind: 'choice', choices: choicesOf(EVENT_TYPES, (type) => type) },
  { name: 'subject', label: 'Object ID', kind: 'text' },
  { name: 'since', label: 'Happened', kind: 'choice', choices: SINCE_CHOICES },
];

const COLUMNS: readonly Column<Event>[] = [
  {
    id: 'what',
    header: 'Event',
    grows: true,
    cell: (event) => (
      <span className="flex items-center gap-2.5">
        <StatusDot tone={eventTone(event)} />
        <span className="truncate font-normal" title={eventText(event)}>
          {eventText(event)}
        </span>
      </span>
    ),
  },
  {
    id: 'type',
    header: 'Type',
    from: 'md',
    cell: ({ event_type }) => <span className="font-mono text-xs text-muted">{event_type}</span>,
  },
  {
    id: 'subject',
    header: 'About',
    from: 'sm',
    cell: ({ subject, partner_id }) => <IdLink id={subject.id} partnerId={partner_id} />,
  },
  {
    id: 'partner',
    header: 'Partner',
    from: 'lg',
    cell: ({ partner_name }) => <span className="block max-w-36 truncate">{partner_name ?? '–'}</span>,
  },
  { id: 'at', header: 'When', end: true, cell: ({ occurred_at }) => <Time at={occurred_at} className="text-muted" /> },
];

export function EventsPage() {
  const page = usePage(['events'], (fields: ListEventsFields, options) => client.events.list(fields, options));
  return (
    <>
      <PageHeader title="Events" about="All events of the last 30 days, as sent to webhooks and streams." />
      <FilterBar filters={FILTERS} search={page.search} />
      <ListView
        label="Events"
        page={page}
        columns={COLUMNS}
        rowKey={({ event_id }) => event_id}
        rowPath={({ event_id }) => `/events/${event_id}`}
        empty={
          <EmptyState title="Nothing has happened yet">
            Feeds, orders and changes of partners and prices are told here as they happen.
          </EmptyState>
        }
      />
    </>
  );
}
