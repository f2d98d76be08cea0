import type { WebhookDelivery } from '@commerce-integration/sdk';
import { StatusBadge } from '../ui/badge.tsx';
import type { Column } from '../ui/columns.ts';
import { IdLink } from '../ui/link.tsx';
import { Time } from '../ui/values.tsx';

/** The columns of a delivery in any list. */
export const DELIVERY_COLUMNS: readonly Column<WebhookDelivery>[] = [
  { id: 'id', header: 'Delivery', cell: ({ delivery_id }) => <span className="font-mono text-xs">{delivery_id}</span> },
  { id: 'status', header: 'Status', cell: ({ status }) => <StatusBadge status={status} /> },
  {
    id: 'event',
    header: 'Event',
    from: 'md',
    cell: ({ event_type, event_id }) => <EventCell type={event_type} id={event_id} />,
  },
  { id: 'webhook', header: 'Webhook', from: 'lg', cell: ({ webhook_id }) => <IdLink id={webhook_id} /> },
  {
    id: 'answer',
    header: 'Last answer',
    grows: true,
    from: 'sm',
    cell: ({ response_code, error }) => (
      <span className={`block truncate ${error ? 'text-bad' : 'text-muted'}`} title={error ?? ''}>
        {error ?? (response_code === null ? 'not sent yet' : `answered ${response_code}`)}
      </span>
    ),
  },
  { id: 'attempts', header: 'Attempts', end: true, from: 'xl', cell: ({ attempt_count }) => attempt_count },
  {
    id: 'next',
    header: 'Next',
    end: true,
    from: 'xl',
    cell: ({ next_attempt_at }) => <Time at={next_attempt_at} className="text-muted" />,
  },
  {
    id: 'created',
    header: 'Created',
    end: true,
    cell: ({ created_at }) => <Time at={created_at} className="text-muted" />,
  },
];

function EventCell({ type, id }: { type: string; id: string }) {
  return (
    <span className="block leading-tight">
      <span className="block max-w-44 truncate font-mono text-xs" title={type}>
        {type}
      </span>
      <IdLink id={id} />
    </span>
  );
}
