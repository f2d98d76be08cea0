import type { OrderUpdateFeed } from '@commerce-integration/sdk';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { client } from '../api/client.ts';
import { PartnerLink } from '../partners/partner-link.tsx';
import { Card } from '../ui/card.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Facts } from '../ui/facts.tsx';
import { words } from '../ui/format.ts';
import { CopyId, IdLink } from '../ui/link.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Time } from '../ui/values.tsx';
import { AUTHENTICATION_TEXTS } from './feed-authentication.ts';
import { UpdateFeedActions } from './update-feed-actions.tsx';

export function UpdateFeedPage() {
  const { updateFeedId = '' } = useParams({ strict: false });
  const { data: feed } = useSuspenseQuery({
    queryKey: ['orderUpdateFeeds', updateFeedId],
    queryFn: async ({ signal }) => client.orderUpdateFeeds.get(updateFeedId, { signal }),
  });
  return (
    <>
      <PageHeader
        title={feed.name}
        beside={<CopyId id={feed.order_update_feed_id} />}
        actions={<UpdateFeedActions feed={feed} />}
      />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 space-y-4">
          <PushAddress
            id={feed.order_update_feed_id}
            what={feed.mapping ? 'JSON, XML or a form' : 'files in the layout of the data descriptor'}
          />
          {feed.mapping && <MappingCards mapping={feed.mapping} />}
        </div>
        <Card title="Details" className="self-start">
          <Facts
            facts={[
              ['Partner', <PartnerLink key="partner" id={feed.partner_id} name={feed.partner_name} />],
              ['Carrier', feed.carrier],
              ...(feed.data_descriptor_id === null
                ? []
                : [['Data descriptor', <IdLink key="descriptor" id={feed.data_descriptor_id} />] as const]),
              ['Proof', AUTHENTICATION_TEXTS[feed.authentication].short],
              [
                'Header',
                <span key="header" className="font-mono text-xs">
                  {feed.header}
                </span>,
              ],
              ['Created', <Time key="created" at={feed.created_at} />],
              ['Updated', <Time key="updated" at={feed.updated_at} />],
            ]}
          />
        </Card>
      </div>
    </>
  );
}

function PushAddress({ id, what }: { id: string; what: string }) {
  const address = `${location.origin}/order-update-feeds/${id}/push`;
  return (
    <Card title="Address" hint={`to which the courier posts ${what}`}>
      <p className="flex items-start gap-2 text-sm">
        <code className="min-w-0 flex-1 font-mono text-xs break-all">{address}</code>
        <CopyButton text={address} label="Copy the address" />
      </p>
    </Card>
  );
}

/** Where to find the fields of an update in a push, and the meaning of the courier's words. */
function MappingCards({ mapping }: { mapping: NonNullable<OrderUpdateFeed['mapping']> }) {
  const { each, fields, statuses, lines } = mapping;
  return (
    <>
      <Card title="Fields" hint={each ? `of each entry of ${each}` : 'one update in each notice'}>
        <Facts facts={pathsOf(fields)} />
      </Card>
      {statuses && (
        <Card title="Statuses" hint="the courier's words">
          <Facts
            facts={Object.entries(statuses).map(
              ([word, status]) => [word, status ? words(status) : 'No status'] as const,
            )}
          />
        </Card>
      )}
      {lines && (
        <Card title="Lines" hint={`of each entry of ${lines.each}`}>
          <Facts facts={pathsOf(lines.fields)} />
        </Card>
      )}
    </>
  );
}

function pathsOf(fields: Readonly<Record<string, string | undefined>>) {
  return Object.entries(fields).flatMap(([name, path]) =>
    path === undefined
      ? []
      : [
          [
            words(name),
            <span key={name} className="font-mono text-xs break-all">
              {path}
            </span>,
          ] as const,
        ],
  );
}
