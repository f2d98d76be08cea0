import type { WebhookDeliveryDetail } from '@commerce-integration/sdk';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { RotateCw } from 'lucide-react';
import { client } from '../api/client.ts';
import { PartnerLink } from '../partners/partner-link.tsx';
import { useMay } from '../session/session.ts';
import { StatusBadge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Facts } from '../ui/facts.tsx';
import { formatCount } from '../ui/format.ts';
import { JsonView } from '../ui/json-view.tsx';
import { CopyId, IdLink } from '../ui/link.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { useAction } from '../ui/use-action.ts';
import { Time } from '../ui/values.tsx';
import { AttemptView } from './attempt-view.tsx';

const LOOK_MS = 2_000;

export function DeliveryPage() {
  const { deliveryId = '' } = useParams({ strict: false });
  const { data: delivery } = useSuspenseQuery({
    queryKey: ['webhookDeliveries', deliveryId],
    queryFn: async ({ signal }) => client.webhookDeliveries.get(deliveryId, { signal }),
    refetchInterval: ({ state }) => (state.data?.status === 'pending' ? LOOK_MS : false),
  });
  const { attempts } = delivery;
  return (
    <>
      <PageHeader
        title={delivery.event_type}
        beside={
          <>
            <StatusBadge status={delivery.status} />
            <CopyId id={delivery.delivery_id} />
          </>
        }
        actions={<Redeliver delivery={delivery} />}
      />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 space-y-4">
          <Card title="Attempts" hint={formatCount(delivery.attempt_count, 'attempt')} flush>
            {attempts.length === 0 ? (
              <p className="p-4 text-sm text-muted">Not sent yet, or the attempts are older than 7 days.</p>
            ) : (
              <ol className="divide-y divide-line">
                {attempts.toReversed().map((attempt, index) => (
                  <AttemptView key={attempt.attempt} attempt={attempt} isOpen={index === 0} />
                ))}
              </ol>
            )}
          </Card>
          <Card title="Body" hint="as sent" flush>
            <JsonView value={delivery.request_payload} label="The body of the request" />
          </Card>
        </div>
        <DeliveryFacts delivery={delivery} />
      </div>
    </>
  );
}

function Redeliver({ delivery: { delivery_id } }: { delivery: WebhookDeliveryDetail }) {
  const may = useMay();
  const redeliver = useAction(() => client.webhookDeliveries.redeliver(delivery_id), {
    changes: ['webhookDeliveries', 'webhooks', 'overview'],
    done: 'The delivery is being resent.',
  });
  if (!may('webhooks:write')) return null;
  return (
    <Button
      kind="primary"
      busy={redeliver.isPending}
      onClick={() => redeliver.mutate(undefined)}
      icon={<RotateCw className="size-3.5" aria-hidden />}
    >
      Send again
    </Button>
  );
}

function DeliveryFacts({ delivery }: { delivery: WebhookDeliveryDetail }) {
  return (
    <Card title="Details" className="self-start">
      <Facts
        facts={[
          ['Webhook', <IdLink key="webhook" id={delivery.webhook_id} />],
          ['Event', <IdLink key="event" id={delivery.event_id} />],
          ['Partner', <PartnerLink key="partner" id={delivery.partner_id} name={delivery.partner_name} />],
          ['Sequence', delivery.sequence],
          ['Last answer', delivery.response_code],
          ['Next attempt', <Time key="next" at={delivery.next_attempt_at} />],
          ['Created', <Time key="created" at={delivery.created_at} />],
        ]}
      />
    </Card>
  );
}
