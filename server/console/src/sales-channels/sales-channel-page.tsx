import type { ListProductsFields, Product } from '@commerce-integration/sdk';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { client } from '../api/client.ts';
import { useMay } from '../session/session.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import type { Column } from '../ui/columns.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Facts } from '../ui/facts.tsx';
import { words } from '../ui/format.ts';
import { CopyId, IdLink } from '../ui/link.tsx';
import { ListView } from '../ui/list-view.tsx';
import { Money } from '../ui/money.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Time } from '../ui/time.tsx';
import { usePage } from '../ui/use-page.ts';
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

export function SalesChannelPage() {
  const { salesChannelId = '' } = useParams({ strict: false });
  const may = useMay();
  const [editing, setEditing] = useState(false);
  const { data: channel } = useSuspenseQuery({
    queryKey: ['salesChannels', salesChannelId],
    queryFn: async ({ signal }) => client.salesChannels.get(salesChannelId, { signal }),
  });
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
        <div className="min-w-0">{may('products:read') && <ChannelPrices channelId={salesChannelId} />}</div>
        <Card title="Details" className="self-start">
          <Facts
            facts={[
              ['Partner', <IdLink key="partner" id={channel.partner_id} />],
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

/** The products of the channel's partner, at the prices that are in force in it. */
function ChannelPrices({ channelId }: { channelId: string }) {
  const page = usePage(
    ['products', 'in-channel', channelId],
    (fields: ListProductsFields, options) => client.products.list(fields, options),
    { sales_channel_id: channelId },
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
