import type { ListOrderUpdateFeedsFields, OrderUpdateFeed } from '@commerce-integration/sdk';
import { Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { client } from '../api/client.ts';
import { useCaller, useMay } from '../session/session.ts';
import { Button } from '../ui/button.tsx';
import type { Column } from '../ui/columns.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { type Filter, FilterBar } from '../ui/filter-bar.tsx';
import { ListView } from '../ui/list-view.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { usePage } from '../ui/use-page.ts';
import { Time } from '../ui/values.tsx';
import { AUTHENTICATION_TEXTS } from './feed-authentication.ts';

const UpdateFeedDialog = lazy(async () => ({ default: (await import('./update-feed-dialog.tsx')).UpdateFeedDialog }));

const FILTERS: readonly Filter[] = [{ name: 'partner_name', label: 'Partner', kind: 'text' }];

const COLUMNS: readonly Column<OrderUpdateFeed>[] = [
  { id: 'name', header: 'Name', grows: true, cell: ({ name }) => <span className="block truncate">{name}</span> },
  { id: 'carrier', header: 'Carrier', from: 'sm', cell: ({ carrier }) => carrier ?? '–' },
  {
    id: 'authentication',
    header: 'Proof',
    from: 'md',
    cell: ({ authentication }) => AUTHENTICATION_TEXTS[authentication].short,
  },
  { id: 'partner', header: 'Partner', cell: ({ partner_name }) => partner_name },
  {
    id: 'updated',
    header: 'Updated',
    end: true,
    from: 'sm',
    cell: ({ updated_at }) => <Time at={updated_at} className="text-muted" />,
  },
];

export function UpdateFeedsPage() {
  const { kind } = useCaller();
  const may = useMay();
  const [creating, setCreating] = useState(false);
  const page = usePage(['orderUpdateFeeds'], (fields: ListOrderUpdateFeedsFields, options) =>
    client.orderUpdateFeeds.list(fields, options),
  );
  const create = may('orders:write') && (
    <Button kind="primary" icon={<Plus className="size-4" aria-hidden />} onClick={() => setCreating(true)}>
      Register a feed
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Update feeds"
        about="Addresses to which couriers push notices in their own formats, and how these become order updates."
        actions={create}
      />
      {kind === 'operator' && <FilterBar filters={FILTERS} search={page.search} />}
      <ListView
        label="Update feeds"
        page={page}
        columns={COLUMNS}
        rowKey={({ order_update_feed_id }) => order_update_feed_id}
        rowPath={({ order_update_feed_id }) => `/order-update-feeds/${order_update_feed_id}`}
        empty={
          <EmptyState title="No update feeds yet" action={create}>
            A courier needs an address, a proof of who it is, and a mapping of fields or a data descriptor of its files.
          </EmptyState>
        }
      />
      <Suspense fallback={null}>{creating && <UpdateFeedDialog onClose={() => setCreating(false)} />}</Suspense>
    </>
  );
}
