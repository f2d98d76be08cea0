import { IMPORT_ENTITIES } from 'virtual:contract-lists';
import type { DataDescriptor, ListDataDescriptorsFields } from '@commerce-integration/sdk';
import { Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { client } from '../api/client.ts';
import { useCaller, useMay } from '../session/session.ts';
import { buttonClass } from '../ui/button.tsx';
import { choicesOf } from '../ui/choices.ts';
import type { Column } from '../ui/columns.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { type Filter, FilterBar } from '../ui/filter-bar.tsx';
import { words } from '../ui/format.ts';
import { ListView } from '../ui/list-view.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { usePage } from '../ui/use-page.ts';
import { Time } from '../ui/values.tsx';
import { FORMAT_TEXTS } from './format-texts.ts';

const FILTERS: readonly Filter[] = [
  { name: 'entity', label: 'Rows', kind: 'choice', choices: choicesOf(IMPORT_ENTITIES) },
];
const PARTNER: Filter = { name: 'partner_name', label: 'Partner', kind: 'text' };

const COLUMNS: readonly Column<DataDescriptor>[] = [
  { id: 'name', header: 'Name', grows: true, cell: ({ name }) => <span className="block truncate">{name}</span> },
  { id: 'direction', header: 'Direction', from: 'sm', cell: ({ direction }) => words(direction) },
  { id: 'entity', header: 'Rows', cell: ({ entity }) => words(entity) },
  { id: 'format', header: 'Format', from: 'sm', cell: ({ format }) => FORMAT_TEXTS[format.type] },
  {
    id: 'pattern',
    header: 'Files',
    from: 'md',
    cell: ({ file_name_pattern }) => <span className="font-mono text-xs">{file_name_pattern}</span>,
  },
  { id: 'columns', header: 'Columns', end: true, from: 'xl', cell: ({ columns }) => columns.length },
  { id: 'partner', header: 'Partner', from: 'lg', cell: ({ partner_name }) => partner_name },
  {
    id: 'version',
    header: 'Version',
    end: true,
    from: 'xl',
    cell: ({ version }) => <span className="text-muted">{version}</span>,
  },
  {
    id: 'updated',
    header: 'Updated',
    end: true,
    from: 'sm',
    cell: ({ updated_at }) => <Time at={updated_at} className="text-muted" />,
  },
];

export function DataDescriptorsPage() {
  const { kind } = useCaller();
  const may = useMay();
  const page = usePage(['dataDescriptors'], (fields: ListDataDescriptorsFields, options) =>
    client.dataDescriptors.list(fields, options),
  );
  const create = may('impex:write') && (
    <Link to="/data-descriptors/new" className={buttonClass('primary')}>
      <Plus className="size-4" aria-hidden />
      Create a descriptor
    </Link>
  );
  return (
    <>
      <PageHeader
        title="Descriptors"
        about="The layout of files of other systems, and what their rows are."
        actions={create}
      />
      <FilterBar filters={kind === 'operator' ? [...FILTERS, PARTNER] : FILTERS} search={page.search} />
      <ListView
        label="Descriptors"
        page={page}
        columns={COLUMNS}
        rowKey={({ data_descriptor_id }) => data_descriptor_id}
        rowPath={({ data_descriptor_id }) => `/data-descriptors/${data_descriptor_id}`}
        empty={
          <EmptyState title="No descriptors yet" action={create}>
            A descriptor says where the values of a file stand, how they are read, and where they go. A data group
            imports or exports files by its descriptors.
          </EmptyState>
        }
      />
    </>
  );
}
