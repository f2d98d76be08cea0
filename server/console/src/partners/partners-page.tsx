import { PARTNER_STATUSES } from 'virtual:contract-lists';
import type { ListPartnersFields, Partner } from '@commerce-integration/sdk';
import { Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { client } from '../api/client.ts';
import { StatusBadge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { choicesOf } from '../ui/choices.ts';
import type { Column } from '../ui/columns.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { type Filter, FilterBar } from '../ui/filter-bar.tsx';
import { ListView } from '../ui/list-view.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { usePage } from '../ui/use-page.ts';
import { Time } from '../ui/values.tsx';

const PartnerDialog = lazy(async () => ({ default: (await import('./partner-dialog.tsx')).PartnerDialog }));

const FILTERS: readonly Filter[] = [
  { name: 'partner_name', label: 'Whole name', kind: 'text' },
  { name: 'status', label: 'Status', kind: 'choice', choices: choicesOf(PARTNER_STATUSES) },
];

const COLUMNS: readonly Column<Partner>[] = [
  {
    id: 'name',
    header: 'Partner',
    grows: true,
    cell: ({ partner_name }) => <span className="block truncate">{partner_name}</span>,
  },
  {
    id: 'id',
    header: 'ID',
    from: 'sm',
    cell: ({ partner_id }) => <span className="font-mono text-xs text-muted">{partner_id}</span>,
  },
  { id: 'status', header: 'Status', cell: ({ status }) => <StatusBadge status={status} /> },
  { id: 'contact', header: 'Contact', from: 'md', cell: ({ contact_email }) => contact_email ?? '–' },
  { id: 'currency', header: 'Currency', from: 'lg', cell: ({ default_currency }) => default_currency ?? '–' },
  {
    id: 'created',
    header: 'Since',
    end: true,
    from: 'sm',
    cell: ({ created_at }) => <Time at={created_at} className="text-muted" />,
  },
];

export function PartnersPage() {
  const [creating, setCreating] = useState(false);
  const page = usePage(['partners'], (fields: ListPartnersFields, options) => client.partners.list(fields, options));
  const create = (
    <Button kind="primary" icon={<Plus className="size-4" aria-hidden />} onClick={() => setCreating(true)}>
      Register a partner
    </Button>
  );
  return (
    <>
      <PageHeader title="Partners" about="Partners that send feeds and sell, and their API keys." actions={create} />
      <FilterBar filters={FILTERS} search={page.search} />
      <ListView
        label="Partners"
        page={page}
        columns={COLUMNS}
        rowKey={({ partner_id }) => partner_id}
        rowPath={({ partner_id }) => `/partners/${partner_id}`}
        empty={
          <EmptyState title="No partners yet" action={create}>
            Register one here, or upload a feed under a new name.
          </EmptyState>
        }
      />
      <Suspense fallback={null}>{creating && <PartnerDialog open onClose={() => setCreating(false)} />}</Suspense>
    </>
  );
}
