import type { Webhook } from '@commerce-integration/sdk';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { client } from '../api/client.ts';
import { PartnerLink } from '../partners/partner-link.tsx';
import { Card } from '../ui/card.tsx';
import { Facts } from '../ui/facts.tsx';
import { formatCount } from '../ui/format.ts';
import { CopyId } from '../ui/link.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Time } from '../ui/values.tsx';
import { DeliveryList } from './delivery-list.tsx';
import { WebhookActions } from './webhook-actions.tsx';
import { disabledReason, WebhookHealth } from './webhook-health.tsx';

export function WebhookPage() {
  const { webhookId = '' } = useParams({ strict: false });
  const { data: webhook } = useSuspenseQuery({
    queryKey: ['webhooks', webhookId],
    queryFn: async ({ signal }) => client.webhooks.get(webhookId, { signal }),
  });
  return (
    <>
      <PageHeader
        title={webhook.url}
        beside={
          <>
            <WebhookHealth webhook={webhook} />
            <CopyId id={webhook.webhook_id} />
          </>
        }
        about={webhook.description}
        actions={<WebhookActions webhook={webhook} />}
      />
      <Trouble webhook={webhook} />
      <div className="grid gap-4 xl:grid-cols-[minmax(0,1fr)_17rem]">
        <div className="min-w-0">
          <DeliveryList webhookId={webhookId} />
        </div>
        <WebhookFacts webhook={webhook} />
      </div>
    </>
  );
}

/** What prevents it from delivering. */
function Trouble({ webhook }: { webhook: Webhook }) {
  const { circuit, failure_count, failing_since, last_error, next_probe_at } = webhook;
  const reason = disabledReason(webhook);
  if (reason === null && failure_count === 0) return null;
  return (
    <div role="status" className="mb-4 rounded-lg border border-bad-line bg-bad-soft px-4 py-3 text-sm">
      {reason && <p className="font-medium text-bad">{reason} Nothing is delivered until you enable it.</p>}
      {failure_count > 0 && (
        <p className={reason ? 'mt-1' : ''}>
          {formatCount(failure_count, 'failure')} in a row
          {failing_since && (
            <>
              , since <Time at={failing_since} />
            </>
          )}
          . {last_error}
        </p>
      )}
      {circuit === 'open' && (
        <p className="mt-1">
          Its circuit is open: deliveries wait, and the next probe is sent <Time at={next_probe_at} />.
        </p>
      )}
    </div>
  );
}

function WebhookFacts({ webhook }: { webhook: Webhook }) {
  const { events, headers, old_secret_valid_until } = webhook;
  return (
    <Card title="Details" className="self-start">
      <Facts
        facts={[
          ['Events', events.includes('*') ? 'All' : <EventList key="events" events={events} />],
          ['Partner', <PartnerLink key="partner" id={webhook.partner_id} name={webhook.partner_name} />],
          ['Order', webhook.ordered ? 'One at a time, in sequence' : `Up to ${webhook.max_in_flight} at once`],
          ['Headers', Object.keys(headers).length > 0 && Object.keys(headers).join(', ')],
          old_secret_valid_until !== null && ['Old secret until', <Time key="old" at={old_secret_valid_until} />],
          ['Created', <Time key="created" at={webhook.created_at} />],
          ['Updated', <Time key="updated" at={webhook.updated_at} />],
        ]}
      />
    </Card>
  );
}

function EventList({ events }: { events: readonly string[] }) {
  return (
    <ul className="space-y-0.5 font-mono text-xs">
      {events.map((event) => (
        <li key={event}>{event}</li>
      ))}
    </ul>
  );
}
