import { EXPORTER_KINDS } from 'virtual:contract-lists';
import type { ListOrderExportersFields, OrderExporter } from '@commerce-integration/sdk';
import { Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { client } from '../api/client.ts';
import { useCaller, useMay } from '../session/session.ts';
import { Button } from '../ui/button.tsx';
import { choicesOf } from '../ui/choices.ts';
import type { Column } from '../ui/columns.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { type Filter, FilterBar } from '../ui/filter-bar.tsx';
import { ListView } from '../ui/list-view.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { usePage } from '../ui/use-page.ts';
import { ExporterHealth } from './exporter-facts.tsx';
import { kindText } from './exporter-kinds.ts';

const ExporterDialog = lazy(async () => ({ default: (await import('./exporter-dialog.tsx')).ExporterDialog }));

const FILTERS: readonly Filter[] = [
  { name: 'kind', label: 'Kind', kind: 'choice', choices: choicesOf(EXPORTER_KINDS, kindText) },
  { name: 'flag', label: 'Flag', kind: 'text' },
];
const PARTNER: Filter = { name: 'partner_name', label: 'Partner', kind: 'text' };

const COLUMNS: readonly Column<OrderExporter>[] = [
  { id: 'name', header: 'Name', grows: true, cell: ({ name }) => <span className="block truncate">{name}</span> },
  { id: 'health', header: 'Health', cell: (exporter) => <ExporterHealth exporter={exporter} /> },
  { id: 'kind', header: 'Kind', from: 'sm', cell: ({ kind }) => kindText(kind) },
  {
    id: 'flag',
    header: 'Takes',
    from: 'md',
    cell: ({ when }) => <span className="font-mono text-xs">{when.flag}</span>,
  },
  {
    id: 'next',
    header: 'Then sets',
    from: 'md',
    cell: ({ next_flag }) => <span className="font-mono text-xs">{next_flag ?? '–'}</span>,
  },
  {
    id: 'partner',
    header: 'Partner',
    from: 'lg',
    cell: ({ partner_name }) => partner_name ?? <span className="text-muted">All partners</span>,
  },
  { id: 'priority', header: 'Priority', end: true, from: 'lg', cell: ({ priority }) => priority },
];

export function ExportersPage() {
  const { kind } = useCaller();
  const may = useMay();
  const [creating, setCreating] = useState(false);
  const page = usePage(['orderExporters'], (fields: ListOrderExportersFields, options) =>
    client.orderExporters.list(fields, options),
  );
  const create = may('order_exports:write') && (
    <Button kind="primary" icon={<Plus className="size-4" aria-hidden />} onClick={() => setCreating(true)}>
      Add an exporter
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Exporters"
        about="Each exporter sends orders with its flag to another system. The next flag passes them on to the next exporters."
        actions={create}
      />
      <FilterBar filters={kind === 'operator' ? [...FILTERS, PARTNER] : FILTERS} search={page.search} />
      <ListView
        label="Exporters"
        page={page}
        columns={COLUMNS}
        rowKey={({ exporter_id }) => exporter_id}
        rowPath={({ exporter_id }) => `/exporters/${exporter_id}`}
        empty={
          <EmptyState title="No exporters yet" action={create}>
            An exporter sends orders to a URL, writes them to files, records events of them, or lets a person decide.
          </EmptyState>
        }
      />
      <Suspense fallback={null}>{creating && <ExporterDialog onClose={() => setCreating(false)} />}</Suspense>
    </>
  );
}
