import { AVAILABILITIES } from 'virtual:contract-lists';
import type { ListProductsFields, Product } from '@commerce-integration/sdk';
import { client } from '../api/client.ts';
import { useCaller } from '../session/session.ts';
import { StatusBadge } from '../ui/badge.tsx';
import { choicesOf } from '../ui/choices.ts';
import { useColumnChoice } from '../ui/column-choice.tsx';
import type { Column } from '../ui/columns.ts';
import { DownloadLink } from '../ui/download-link.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { type Filter, FilterBar } from '../ui/filter-bar.tsx';
import { IdLink, TextLink } from '../ui/link.tsx';
import { ListView } from '../ui/list-view.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { usePage } from '../ui/use-page.ts';
import { Money, Time } from '../ui/values.tsx';

const FILTERS: readonly Filter[] = [
  { name: 'q', label: 'Words in the name', kind: 'text', wide: true },
  { name: 'sku', label: 'SKU', kind: 'text' },
  { name: 'brand', label: 'Brand', kind: 'text' },
  { name: 'availability', label: 'Availability', kind: 'choice', choices: choicesOf(AVAILABILITIES) },
];
const PARTNER: Filter = { name: 'partner_name', label: 'Partner', kind: 'text' };
const FEED: Filter = { name: 'feed_id', label: 'Feed', kind: 'text' };

const COLUMNS: readonly Column<Product>[] = [
  {
    id: 'name',
    header: 'Product',
    sort: 'product_name',
    grows: true,
    cell: ({ product_name }) => <span className="block truncate">{product_name}</span>,
  },
  {
    id: 'sku',
    header: 'SKU',
    from: 'sm',
    cell: ({ sku }) => <span className="block max-w-36 truncate font-mono text-xs">{sku}</span>,
  },
  {
    id: 'partner',
    header: 'Partner',
    from: 'lg',
    cell: ({ partner_name }) => <span className="block max-w-32 truncate">{partner_name}</span>,
  },
  {
    id: 'brand',
    header: 'Brand',
    from: 'xl',
    sort: 'brand',
    cell: ({ brand }) => <span className="block max-w-32 truncate">{brand ?? '–'}</span>,
  },
  {
    id: 'category',
    header: 'Category',
    from: 'lg',
    sort: 'category',
    cell: ({ category }) => <span className="block max-w-32 truncate">{category ?? '–'}</span>,
  },
  {
    id: 'availability',
    header: 'Availability',
    from: 'md',
    cell: ({ availability }) => (availability ? <StatusBadge status={availability} /> : '–'),
  },
  {
    id: 'price',
    header: 'Price',
    end: true,
    sort: 'price',
    cell: ({ price, currency }) => <Money amount={price} currency={currency} />,
  },
  { id: 'id', header: 'ID', from: 'lg', cell: ({ product_id }) => <IdLink id={product_id} /> },
  { id: 'feed', header: 'Feed', from: 'lg', cell: ({ feed_id }) => <IdLink id={feed_id} /> },
  {
    id: 'updated',
    header: 'Updated',
    end: true,
    from: 'xl',
    sort: 'updated_at',
    cell: ({ updated_at }) => <Time at={updated_at} className="text-muted" />,
  },
];

export function ProductsPage() {
  const { kind } = useCaller();
  const page = usePage(['products'], (fields: ListProductsFields, options) => client.products.list(fields, options));
  const { columns, menu } = useColumnChoice('products', COLUMNS, ['category', 'id', 'feed']);
  const { filters } = page.search;
  const shown = [...FILTERS, ...(kind === 'operator' ? [PARTNER] : []), ...(filters.feed_id ? [FEED] : [])];
  return (
    <>
      <PageHeader
        title="Products"
        about="The catalogue, with the latest loads and price lists."
        actions={<ExportLink filters={filters} />}
      />
      <FilterBar filters={shown} search={page.search}>
        {menu}
      </FilterBar>
      <ListView
        label="Products"
        page={page}
        columns={columns}
        rowKey={({ product_id }) => product_id}
        rowPath={({ product_id }) => `/products/${product_id}`}
        empty={
          <EmptyState title="No products yet">
            They come from feeds: <TextLink to="/feeds">upload one</TextLink> and load it.
          </EmptyState>
        }
      />
    </>
  );
}

/** Exports the filtered products as a CSV that is a valid feed. */
function ExportLink({ filters }: { filters: Record<string, string | undefined> }) {
  const { sort_by: _, order: __, ...rest } = filters;
  const query = new URLSearchParams(
    Object.entries(rest).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  query.set('format', 'csv');
  return <DownloadLink href={`/products/export?${query}`}>Export CSV</DownloadLink>;
}
