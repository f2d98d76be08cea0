import type { OrderUpdateDetail } from '@commerce-integration/sdk';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { client } from '../api/client.ts';
import { PartnerLink } from '../partners/partner-link.tsx';
import { useMay } from '../session/session.ts';
import { StatusBadge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Facts } from '../ui/facts.tsx';
import { JsonView } from '../ui/json-view.tsx';
import { CopyId, IdLink } from '../ui/link.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { useAction } from '../ui/use-action.ts';
import { Time } from '../ui/values.tsx';

export function UpdatePage() {
  const { updateId = '' } = useParams({ strict: false });
  const { data: update } = useSuspenseQuery({
    queryKey: ['orderUpdates', updateId],
    queryFn: async ({ signal }) => client.orderUpdates.get(updateId, { signal }),
  });
  return (
    <>
      <PageHeader
        title={`Update ${update.update_id}`}
        beside={
          <>
            <StatusBadge status={update.status} />
            <CopyId id={update.order_update_id} />
          </>
        }
        about={update.message}
        actions={update.status === 'parked' && <ParkedActions id={update.order_update_id} />}
      />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 space-y-4">
          <Card title="Content" flush>
            <JsonView value={update.update} label="The update as it was sent" />
          </Card>
          {update.payload && (
            <Card title="Pushed data" flush>
              <JsonView value={update.payload} label="The payload as it was pushed" />
            </Card>
          )}
        </div>
        <UpdateFacts update={update} />
      </div>
    </>
  );
}

function ParkedActions({ id }: { id: string }) {
  const may = useMay();
  const changes = ['orderUpdates', 'orders', 'overview'];
  const retry = useAction(() => client.orderUpdates.retry(id), { changes, done: 'It is applied again.' });
  const dismiss = useAction(() => client.orderUpdates.dismiss(id), { changes, done: 'Dismissed.' });
  if (!may('orders:write')) return null;
  return (
    <>
      <Button busy={dismiss.isPending} onClick={() => dismiss.mutate(undefined)}>
        Dismiss
      </Button>
      <Button kind="primary" busy={retry.isPending} onClick={() => retry.mutate(undefined)}>
        Apply again
      </Button>
    </>
  );
}

function UpdateFacts({ update }: { update: OrderUpdateDetail }) {
  return (
    <Card title="Details" className="self-start">
      <Facts
        facts={[
          ['Order', <IdLink key="order" id={update.order_id} />],
          ['Partner', <PartnerLink key="partner" id={update.partner_id} name={update.partner_name} />],
          ['Feed', update.order_update_feed_id],
          ['Occurred', <Time key="occurred" at={update.occurred_at} />],
          ['Received', <Time key="received" at={update.created_at} />],
          ['Finished', <Time key="finished" at={update.finished_at} />],
        ]}
      />
    </Card>
  );
}
