import { FEED_COLUMNS } from '@commerce-integration/contract';
import { type QBFilterQuery, raw } from '@mikro-orm/postgresql';
import type { UnitOfWork } from '../database/orm.ts';
import { productsAfter } from './list-products.ts';
import { Product } from './product.entity.ts';
import { allOf, type ProductFilters } from './product-filters.ts';
import { presentProducts } from './products.presenter.ts';

const BATCH = 1_000;

/** All matching products as JSON lines, a batch at a time. */
export async function* exportJsonLines(em: UnitOfWork, filters: ProductFilters): AsyncGenerator<string> {
  for await (const products of batches(em, filters)) {
    const shown = await presentProducts(em, products);
    yield shown.map((product) => `${JSON.stringify(product)}\n`).join('');
  }
}

/** All matching products as a feed file: the feed's columns, then one for each attribute that any of them has. */
export async function* exportCsv(em: UnitOfWork, filters: ProductFilters): AsyncGenerator<string> {
  const attributes = await attributeNames(em, filters);
  yield csvLine([...FEED_COLUMNS, ...attributes]);
  for await (const products of batches(em, filters)) {
    yield products.map((product) => csvLine(cellsOf(product, attributes))).join('');
  }
}

async function* batches(em: UnitOfWork, filters: ProductFilters): AsyncGenerator<Product[]> {
  for (let last = 0; ; ) {
    const products = await productsAfter(em, filters, last, BATCH);
    if (products.length > 0) yield products;
    if (products.length < BATCH) return;
    last = products.at(-1)?.id ?? 0;
  }
}

async function attributeNames(em: UnitOfWork, filters: ProductFilters): Promise<string[]> {
  const query = em.createQueryBuilder(Product).select(raw('jsonb_object_keys(attributes) as name'), true);
  // The two condition types differ in how they spell an optional property, and in nothing that is used here.
  await query.andWhere(allOf(filters) as QBFilterQuery<Product>).applyFilters();
  const rows: { name: string }[] = await query.execute('all', false);
  return rows.map((row) => row.name).sort();
}

function cellsOf(product: Product, attributes: string[]): (string | null | undefined)[] {
  const columns: Record<(typeof FEED_COLUMNS)[number], string | null | undefined> = {
    sku: product.sku,
    product_name: product.productName,
    description: product.description,
    brand: product.brand,
    category: product.category,
    price: plainDecimal(product.price),
    currency: product.currency,
    availability: product.availability,
  };
  return [...FEED_COLUMNS.map((name) => columns[name]), ...attributes.map((name) => product.attributes[name])];
}

function csvLine(cells: (string | null | undefined)[]): string {
  return `${cells.map((cell) => csvCell(cell ?? '')).join(',')}\r\n`;
}

/** RFC 4180. */
function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A stored amount without the zeros that its column pads it with. */
function plainDecimal(stored: string | null | undefined): string | null {
  return stored ? stored.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '') : null;
}
