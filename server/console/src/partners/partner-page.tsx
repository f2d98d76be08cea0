import type { Partner } from '@commerce-integration/sdk';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Settings2 } from 'lucide-react';
import { useState } from 'react';
import { client } from '../api/client.ts';
import { StatusBadge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Facts } from '../ui/facts.tsx';
import { CopyId, TextLink } from '../ui/link.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Time } from '../ui/values.tsx';
import { ApiKeys } from './api-keys.tsx';
import { PartnerActivity } from './partner-activity.tsx';
import { PartnerDialog } from './partner-dialog.tsx';
import { PartnerStatusActions } from './partner-status-actions.tsx';

const LINKS = [
  ['/feeds', 'Feeds'],
  ['/jobs', 'Jobs'],
  ['/products', 'Products'],
  ['/categories', 'Categories'],
  ['/batches', 'Batches'],
  ['/orders', 'Orders'],
  ['/order-updates', 'Order updates'],
  ['/customers', 'Customers'],
  ['/webhooks', 'Webhooks'],
  ['/sales-channels', 'Sales channels'],
  ['/data-groups', 'Imports and exports'],
  ['/data-descriptors', 'Descriptors'],
  ['/exporters', 'Exporters'],
  ['/order-update-feeds', 'Update feeds'],
  ['/analytics', 'Analytics'],
] as const;

export function PartnerPage() {
  const { partnerId = '' } = useParams({ strict: false });
  const [editing, setEditing] = useState(false);
  const { data: partner } = useSuspenseQuery({
    queryKey: ['partners', partnerId],
    queryFn: async ({ signal }) => client.partners.get(partnerId, { signal }),
  });
  return (
    <>
      <PageHeader
        title={partner.partner_name}
        beside={
          <>
            <StatusBadge status={partner.status} />
            <CopyId id={partner.partner_id} />
          </>
        }
        actions={
          <>
            <Button icon={<Settings2 className="size-3.5" aria-hidden />} onClick={() => setEditing(true)}>
              Settings
            </Button>
            <PartnerStatusActions partner={partner} />
          </>
        }
      />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 space-y-4">
          <PartnerActivity partner={partner} />
          <ApiKeys partner={partner} />
        </div>
        <PartnerSide partner={partner} />
      </div>
      <PartnerDialog open={editing} onClose={() => setEditing(false)} partner={partner} />
    </>
  );
}

function PartnerSide({ partner }: { partner: Partner }) {
  const { partner_name, contact_email, default_currency, feed_type, default_file_format, job_weight, created_at } =
    partner;
  return (
    <div className="space-y-4">
      <Card title="Details">
        <Facts
          facts={[
            ['Contact', contact_email],
            ['Currency', default_currency ?? 'USD, the default'],
            ['Job weight', job_weight],
            feed_type !== null && ['Feed type', feed_type],
            default_file_format !== null && ['File format', default_file_format],
            ['Since', <Time key="since" at={created_at} />],
          ]}
        />
      </Card>
      <Card title="Lists of this partner">
        <ul className="grid grid-cols-2 gap-2 text-sm">
          {LINKS.map(([to, label]) => (
            <li key={to}>
              <TextLink to={to} search={{ partner_name }}>
                {label}
              </TextLink>
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}
