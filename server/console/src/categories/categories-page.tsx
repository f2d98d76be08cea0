import type { Category, ListCategoriesFields } from '@commerce-integration/sdk';
import { client } from '../api/client.ts';
import { useCaller } from '../session/session.ts';
import type { Column } from '../ui/columns.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { type Filter, FilterBar } from '../ui/filter-bar.tsx';
import { TextLink } from '../ui/link.tsx';
import { ListView } from '../ui/list-view.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { usePage } from '../ui/use-page.ts';
import { Time } from '../ui/values.tsx';

const FILTERS: readonly Filter[] = [
  { name: 'code', label: 'Code', kind: 'text' },
  { name: 'parent_code', label: 'Parent', kind: 'text' },
];
const PARTNER: Filter = { name: 'partner_name', label: 'Partner', kind: 'text' };

const COLUMNS: readonly Column<Category>[] = [
  {
    id: 'name',
    header: 'Category',
    grows: true,
    cell: (category) => <Below category={category} />,
  },
  { id: 'code', header: 'Code', cell: ({ code }) => <span className="font-mono text-xs">{code}</span> },
  {
    id: 'parent',
    header: 'Parent',
    from: 'sm',
    cell: ({ parent_code }) => <span className="font-mono text-xs">{parent_code ?? '–'}</span>,
  },
  {
    id: 'partner',
    header: 'Partner',
    from: 'lg',
    cell: ({ partner_name }) => <span className="block max-w-40 truncate">{partner_name}</span>,
  },
  {
    id: 'updated',
    header: 'Updated',
    end: true,
    from: 'md',
    cell: ({ updated_at }) => <Time at={updated_at} className="text-muted" />,
  },
];

/** Links to the children of a category. Codes are per partner: others may use the same one. */
function Below({ category: { name, code, partner_name } }: { category: Category }) {
  const { kind } = useCaller();
  return (
    <TextLink to="/categories" search={{ parent_code: code, ...(kind === 'operator' && { partner_name }) }}>
      {name}
    </TextLink>
  );
}

export function CategoriesPage() {
  const { kind } = useCaller();
  const page = usePage(['categories'], (fields: ListCategoriesFields, options) =>
    client.categories.list(fields, options),
  );
  return (
    <>
      <PageHeader title="Categories" about="The category tree of each partner, as written by imports." />
      <FilterBar filters={kind === 'operator' ? [...FILTERS, PARTNER] : FILTERS} search={page.search} />
      <ListView
        label="Categories"
        page={page}
        columns={COLUMNS}
        rowKey={({ category_id }) => category_id}
        empty={
          <EmptyState title="No categories here">
            They come with <TextLink to="/data-groups">imports</TextLink>, by a descriptor whose rows are categories.
          </EmptyState>
        }
      />
    </>
  );
}
