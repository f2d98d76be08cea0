import { DELIVERY_STATUSES, EVENT_TYPES } from 'virtual:contract-lists';
import type { ListWebhookDeliveriesFields, RedeliverWebhookDeliveriesFields } from '@commerce-integration/sdk';
import { useNavigate } from '@tanstack/react-router';
import { RotateCw } from 'lucide-react';
import { client } from '../api/client.ts';
import { useMay } from '../session/session.ts';
import { choicesOf, SINCE_CHOICES, sinceFilter } from '../ui/choices.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { type Filter, FilterBar } from '../ui/filter-bar.tsx';
import type { SearchParams } from '../ui/list-search.ts';
import { ListView } from '../ui/list-view.tsx';
import { useAction } from '../ui/use-action.ts';
import { usePage } from '../ui/use-page.ts';
import { DELIVERY_COLUMNS } from './delivery-columns.tsx';

const FILTERS: readonly Filter[] = [
  { name: 'status', label: 'Status', kind: 'choice', choices: choicesOf(DELIVERY_STATUSES) },
  { name: 'event_type', label: 'Event', kind: 'choice', choices: choicesOf(EVENT_TYPES, (type) => type) },
  { name: 'response_code', label: 'Answer', kind: 'text' },
  { name: 'since', label: 'Created', kind: 'choice', choices: SINCE_CHOICES },
];
const WEBHOOK: Filter = { name: 'webhook_id', label: 'Webhook ID', kind: 'text' };

/** Deliveries, optionally of one webhook. */
export function DeliveryList({ webhookId }: { webhookId?: string }) {
  const page = usePage(
    ['webhookDeliveries', ...(webhookId ? [webhookId] : [])],
    (fields: ListWebhookDeliveriesFields, options) => client.webhookDeliveries.list(fields, options),
    webhookId ? { webhook_id: webhookId } : {},
  );
  const { filters } = page.search;
  const webhook = webhookId ?? filters.webhook_id;
  return (
    <>
      <FilterBar filters={webhookId ? FILTERS : [...FILTERS, WEBHOOK]} search={page.search}>
        {webhook && <RedeliverAll webhookId={webhook} filters={filters} />}
      </FilterBar>
      <ListView
        label="Deliveries"
        page={page}
        columns={DELIVERY_COLUMNS.filter(({ id }) => !(webhookId && id === 'webhook'))}
        rowKey={({ delivery_id }) => delivery_id}
        rowPath={({ delivery_id }) => `/deliveries/${delivery_id}`}
        empty={
          <EmptyState title="Nothing has been delivered yet">
            Each event that a webhook is subscribed to becomes a delivery.
          </EmptyState>
        }
      />
    </>
  );
}

/** Sends all deliveries that match the filters again, as a job. */
function RedeliverAll({ webhookId, filters }: { webhookId: string; filters: SearchParams }) {
  const may = useMay();
  const navigate = useNavigate();
  const { response_code: code, webhook_id: _, status = 'failed', ...rest } = filters;
  const fields = { ...sinceFilter(rest), status, webhook_id: webhookId } as RedeliverWebhookDeliveriesFields;
  const redeliver = useAction(() => client.webhookDeliveries.redeliverMany(fields), {
    changes: ['webhookDeliveries', 'jobs'],
    onDone: ({ job_id }) => void navigate({ to: `/jobs/${job_id}` }),
  });
  // Pending deliveries are sent anyway, and the API cannot filter this call by response code.
  if (!may('webhooks:write') || status === 'pending' || code) return null;
  return (
    <ConfirmButton
      busy={redeliver.isPending}
      icon={<RotateCw className="size-3.5" aria-hidden />}
      question={`Send all ${status} deliveries again?`}
      consequence={`Those of ${webhookId} with these filters, as a job. Receivers tell repetitions by the ID of the event.`}
      verb="Send them again"
      onConfirm={() => redeliver.mutate(undefined)}
    >
      Resend all {status}
    </ConfirmButton>
  );
}
