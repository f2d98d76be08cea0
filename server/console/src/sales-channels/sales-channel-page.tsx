import type { ListProductsFields, Product, SalesChannel } from '@commerce-integration/sdk';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { client } from '../api/client.ts';
import { PartnerLink } from '../partners/partner-link.tsx';
import { useCaller, useMay } from '../session/session.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import type { Column } from '../ui/columns.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Facts } from '../ui/facts.tsx';
import { words } from '../ui/format.ts';
import { CopyId } from '../ui/link.tsx';
import { ListView } from '../ui/list-view.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { usePage } from '../ui/use-page.ts';
import { Money, Time } from '../ui/values.tsx';
import { ChannelDialog } from './channel-dialog.tsx';
import { channelTypeText } from './channel-type.ts';

const COLUMNS: readonly Column<Product>[] = [
  {
    id: 'name',
    header: 'Product',
    grows: true,
    cell: ({ product_name }) => <span className="block truncate">{product_name}</span>,
  },
  { id: 'sku', header: 'SKU', from: 'sm', cell: ({ sku }) => <span className="font-mono text-xs">{sku}</span> },
  {
    id: 'source',
    header: 'Price from',
    from: 'sm',
    cell: ({ price_source }) => (price_source ? words(price_source) : '–'),
  },
  {
    id: 'price',
    header: 'Price here',
    end: true,
    cell: ({ price, currency }) => <Money amount={price} currency={currency} />,
  },
];

/** The name of a channel's partner. A partner's key sees only its own channels, and may not look up partners. */
function usePartnerName({ partner_id }: Pick<SalesChannel, 'partner_id'>): string {
  const { partner } = useCaller();
  const { data } = useSuspenseQuery({
    queryKey: ['partners', partner_id, 'name'],
    queryFn: async ({ signal }) => (partner ?? (await client.partners.get(partner_id, { signal }))).partner_name,
  });
  return data;
}

export function SalesChannelPage() {
  const { salesChannelId = '' } = useParams({ strict: false });
  const may = useMay();
  const [editing, setEditing] = useState(false);
  const { data: channel } = useSuspenseQuery({
    queryKey: ['salesChannels', salesChannelId],
    queryFn: async ({ signal }) => client.salesChannels.get(salesChannelId, { signal }),
  });
  const partnerName = usePartnerName(channel);
  return (
    <>
      <PageHeader
        title={channel.name}
        beside={<CopyId id={channel.sales_channel_id} />}
        about={channelTypeText(channel.type)}
        actions={
          may('sales_channels:write') && (
            <Button icon={<Pencil className="size-3.5" aria-hidden />} onClick={() => setEditing(true)}>
              Change
            </Button>
          )
        }
      />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0">
          {may('products:read') && <ChannelPrices channelId={salesChannelId} partnerName={partnerName} />}
        </div>
        <Card title="Details" className="self-start">
          <Facts
            facts={[
              ['Partner', <PartnerLink key="partner" id={channel.partner_id} name={partnerName} />],
              ['External ID', channel.external_id],
              ['Created', <Time key="created" at={channel.created_at} />],
              ['Updated', <Time key="updated" at={channel.updated_at} />],
            ]}
          />
        </Card>
      </div>
      <ChannelDialog open={editing} onClose={() => setEditing(false)} channel={channel} />
    </>
  );
}

/** The products of the channel's partner, at the channel's prices in force. */
function ChannelPrices({ channelId, partnerName }: { channelId: string; partnerName: string }) {
  const page = usePage(
    ['products', 'in-channel', channelId],
    (fields: ListProductsFields, options) => client.products.list(fields, options),
    { sales_channel_id: channelId, partner_name: partnerName },
  );
  return (
    <ListView
      label="Products in this sales channel"
      page={page}
      columns={COLUMNS}
      rowKey={({ product_id }) => product_id}
      rowPath={({ product_id }) => `/products/${product_id}`}
      empty={<EmptyState title="No products">The partner of this channel has no products yet.</EmptyState>}
    />
  );
}
