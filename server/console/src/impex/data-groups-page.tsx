import type { DataGroup, ListDataGroupsFields } from '@commerce-integration/sdk';
import { Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { client } from '../api/client.ts';
import { useCaller, useMay } from '../session/session.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import type { Column } from '../ui/columns.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { type Filter, FilterBar } from '../ui/filter-bar.tsx';
import { words } from '../ui/format.ts';
import { TextLink } from '../ui/link.tsx';
import { ListView } from '../ui/list-view.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { usePage } from '../ui/use-page.ts';
import { Time } from '../ui/values.tsx';
import { ON_ERROR_TEXTS } from './format-texts.ts';

const DataGroupDialog = lazy(async () => ({ default: (await import('./data-group-dialog.tsx')).DataGroupDialog }));

const FILTERS: readonly Filter[] = [{ name: 'partner_name', label: 'Partner', kind: 'text' }];

const COLUMNS: readonly Column<DataGroup>[] = [
  {
    id: 'name',
    header: 'Name',
    grows: true,
    cell: ({ name, validate_only }) => (
      <span className="flex min-w-0 items-center gap-2">
        <span className="truncate">{name}</span>
        {validate_only && <Badge tone="info">Validate only</Badge>}
      </span>
    ),
  },
  { id: 'direction', header: 'Direction', cell: ({ direction }) => words(direction) },
  { id: 'partner', header: 'Partner', from: 'sm', cell: ({ partner_name }) => partner_name },
  { id: 'descriptors', header: 'Descriptors', end: true, cell: ({ descriptors }) => descriptors.length },
  {
    id: 'on_error',
    header: 'A rejected row',
    from: 'lg',
    cell: ({ direction, on_error }) => (
      <span className="text-muted">{direction === 'import' ? ON_ERROR_TEXTS[on_error].short : '–'}</span>
    ),
  },
  {
    id: 'updated',
    header: 'Updated',
    end: true,
    from: 'md',
    cell: ({ updated_at }) => <Time at={updated_at} className="text-muted" />,
  },
];

export function DataGroupsPage() {
  const { kind } = useCaller();
  const may = useMay();
  const [creating, setCreating] = useState(false);
  const page = usePage(['dataGroups'], (fields: ListDataGroupsFields, options) =>
    client.dataGroups.list(fields, options),
  );
  const create = may('impex:write') && (
    <Button kind="primary" icon={<Plus className="size-4" aria-hidden />} onClick={() => setCreating(true)}>
      Create a group
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Imports and exports"
        about="Groups of files that are imported together, each with the first descriptor that matches its name, or exported together, one file per descriptor."
        actions={create}
      />
      {kind === 'operator' && <FilterBar filters={FILTERS} search={page.search} />}
      <ListView
        label="Data groups"
        page={page}
        columns={COLUMNS}
        rowKey={({ data_group_id }) => data_group_id}
        rowPath={({ data_group_id }) => `/data-groups/${data_group_id}`}
        empty={
          <EmptyState title="No data groups yet" action={create}>
            A group names the <TextLink to="/data-descriptors">descriptors</TextLink> of its files, in the order in
            which they are imported, or written.
          </EmptyState>
        }
      />
      <Suspense fallback={null}>{creating && <DataGroupDialog onClose={() => setCreating(false)} />}</Suspense>
    </>
  );
}
