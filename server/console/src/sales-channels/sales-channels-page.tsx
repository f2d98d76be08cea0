import { SALES_CHANNEL_TYPES } from 'virtual:contract-lists';
import type { ListSalesChannelsFields, SalesChannel } from '@commerce-integration/sdk';
import { Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { client } from '../api/client.ts';
import { useCaller, useMay } from '../session/session.ts';
import { Button } from '../ui/button.tsx';
import { choicesOf } from '../ui/choices.ts';
import type { Column } from '../ui/columns.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { type Filter, FilterBar } from '../ui/filter-bar.tsx';
import { IdLink } from '../ui/link.tsx';
import { ListView } from '../ui/list-view.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { usePage } from '../ui/use-page.ts';
import { Time } from '../ui/values.tsx';
import { channelTypeText } from './channel-type.ts';

const ChannelDialog = lazy(async () => ({ default: (await import('./channel-dialog.tsx')).ChannelDialog }));

const FILTERS: readonly Filter[] = [
  { name: 'type', label: 'Type', kind: 'choice', choices: choicesOf(SALES_CHANNEL_TYPES, channelTypeText) },
  { name: 'external_id', label: 'External ID', kind: 'text' },
];
const PARTNER: Filter = { name: 'partner_name', label: 'Partner', kind: 'text' };

const COLUMNS: readonly Column<SalesChannel>[] = [
  {
    id: 'name',
    header: 'Sales channel',
    grows: true,
    cell: ({ name }) => <span className="block truncate">{name}</span>,
  },
  { id: 'type', header: 'Type', cell: ({ type }) => channelTypeText(type) },
  {
    id: 'id',
    header: 'ID',
    from: 'sm',
    cell: ({ sales_channel_id }) => <span className="font-mono text-xs text-muted">{sales_channel_id}</span>,
  },
  {
    id: 'external',
    header: 'External ID',
    from: 'md',
    cell: ({ external_id }) => <span className="font-mono text-xs">{external_id ?? '–'}</span>,
  },
  { id: 'partner', header: 'Partner', from: 'lg', cell: ({ partner_id }) => <IdLink id={partner_id} /> },
  {
    id: 'updated',
    header: 'Updated',
    end: true,
    from: 'sm',
    cell: ({ updated_at }) => <Time at={updated_at} className="text-muted" />,
  },
];

export function SalesChannelsPage() {
  const { kind } = useCaller();
  const may = useMay();
  const [creating, setCreating] = useState(false);
  const page = usePage(['salesChannels'], (fields: ListSalesChannelsFields, options) =>
    client.salesChannels.list(fields, options),
  );
  const create = may('sales_channels:write') && (
    <Button kind="primary" icon={<Plus className="size-4" aria-hidden />} onClick={() => setCreating(true)}>
      Add a sales channel
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Sales channels"
        about="Where products are sold: shops, web sites and marketplaces, each with prices of its own."
        actions={create}
      />
      <FilterBar filters={kind === 'operator' ? [...FILTERS, PARTNER] : FILTERS} search={page.search} />
      <ListView
        label="Sales channels"
        page={page}
        columns={COLUMNS}
        rowKey={({ sales_channel_id }) => sales_channel_id}
        rowPath={({ sales_channel_id }) => `/sales-channels/${sales_channel_id}`}
        empty={
          <EmptyState title="No sales channels yet" action={create}>
            Without one, the base prices are in force everywhere.
          </EmptyState>
        }
      />
      <Suspense fallback={null}>{creating && <ChannelDialog open onClose={() => setCreating(false)} />}</Suspense>
    </>
  );
}
