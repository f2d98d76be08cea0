import { WEBHOOK_STATUSES } from 'virtual:contract-lists';
import type { ListWebhooksFields, Webhook } from '@commerce-integration/sdk';
import { Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { client } from '../api/client.ts';
import { useCaller, useMay } from '../session/session.ts';
import { Button } from '../ui/button.tsx';
import { choicesOf } from '../ui/choices.ts';
import type { Column } from '../ui/columns.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { type Filter, FilterBar } from '../ui/filter-bar.tsx';
import { ListView } from '../ui/list-view.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { usePage } from '../ui/use-page.ts';
import { Time } from '../ui/values.tsx';
import { WebhookHealth } from './webhook-health.tsx';

const CreateWebhookDialog = lazy(async () => ({
  default: (await import('./create-webhook-dialog.tsx')).CreateWebhookDialog,
}));

const FILTERS: readonly Filter[] = [
  { name: 'status', label: 'Status', kind: 'choice', choices: choicesOf(WEBHOOK_STATUSES) },
];
const PARTNER: Filter = { name: 'partner_name', label: 'Partner', kind: 'text' };

const COLUMNS: readonly Column<Webhook>[] = [
  {
    id: 'url',
    header: 'URL',
    grows: true,
    cell: ({ url, description }) => (
      <span className="block min-w-0">
        <span className="block truncate">{url}</span>
        {description && <span className="block truncate text-xs font-normal text-muted">{description}</span>}
      </span>
    ),
  },
  { id: 'health', header: 'Health', cell: (webhook) => <WebhookHealth webhook={webhook} /> },
  {
    id: 'events',
    header: 'Events',
    from: 'md',
    cell: ({ events }) => <span className="block max-w-48 truncate text-muted">{eventsText(events)}</span>,
  },
  {
    id: 'partner',
    header: 'Partner',
    from: 'lg',
    cell: ({ partner_name }) => (
      <span className={`block max-w-32 truncate ${partner_name ? '' : 'text-muted'}`}>
        {partner_name ?? 'All partners'}
      </span>
    ),
  },
  {
    id: 'error',
    header: 'Last error',
    from: 'xl',
    cell: ({ last_error }) => (
      <span className="block max-w-40 truncate text-bad" title={last_error ?? ''}>
        {last_error}
      </span>
    ),
  },
  {
    id: 'created',
    header: 'Created',
    end: true,
    from: 'sm',
    cell: ({ created_at }) => <Time at={created_at} className="text-muted" />,
  },
];

function eventsText(events: readonly string[]): string {
  if (events.includes('*')) return 'All events';
  const [first = '', ...rest] = events;
  return rest.length === 0 ? first : `${first} and ${rest.length} more`;
}

export function WebhooksPage() {
  const { kind } = useCaller();
  const may = useMay();
  const [creating, setCreating] = useState(false);
  const page = usePage(['webhooks'], (fields: ListWebhooksFields, options) => client.webhooks.list(fields, options));
  const create = may('webhooks:write') && (
    <Button kind="primary" icon={<Plus className="size-4" aria-hidden />} onClick={() => setCreating(true)}>
      Add a webhook
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Webhooks"
        about="URLs that every event is posted to, signed, until they have taken it."
        actions={create}
      />
      <FilterBar filters={kind === 'operator' ? [...FILTERS, PARTNER] : FILTERS} search={page.search} />
      <ListView
        label="Webhooks"
        page={page}
        columns={COLUMNS}
        rowKey={({ webhook_id }) => webhook_id}
        rowPath={({ webhook_id }) => `/webhooks/${webhook_id}`}
        empty={
          <EmptyState
            title="No webhooks yet"
            action={create}
            command="npx commerce webhooks listen --forward-to http://localhost:8080/hooks"
          >
            Subscribe a URL to events. To try it without a public URL, forward them to your own machine:
          </EmptyState>
        }
      />
      <Suspense fallback={null}>{creating && <CreateWebhookDialog open onClose={() => setCreating(false)} />}</Suspense>
    </>
  );
}
