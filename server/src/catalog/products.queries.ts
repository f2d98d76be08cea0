import {
  type Availability,
  formatId,
  formatJobId,
  idNumber,
  type Page,
  Problem,
  type ProductChange,
  type Product as ProductShape,
} from '@commerce-integration/contract';
import { openCursor, sealCursor, toPage } from '../database/list.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { jobNumbers } from '../jobs/jobs.queries.ts';
import { Product } from './product.entity.ts';
import { amount, presentProducts } from './products.presenter.ts';

/** @throws Problem `not_found` */
async function getProduct(em: UnitOfWork, productId: string): Promise<Product> {
  const product = await em.findOne(Product, { id: idNumber(productId) });
  if (!product) throw new Problem('not_found', `Product ${productId} not found.`);
  return product;
}

/** @throws Problem `not_found` */
export async function showProduct(em: UnitOfWork, productId: string): Promise<ProductShape> {
  const [shown] = await presentProducts(em, [await getProduct(em, productId)]);
  if (!shown) throw new Error('A product that was just read is not there');
  return shown;
}

interface ChangeRow {
  id: string;
  feed_id: string;
  job_id: string;
  changed_at: Date;
  price_from: string | null;
  price_to: string | null;
  currency_from: string | null;
  currency_to: string | null;
  availability_from: Availability | null;
  availability_to: Availability | null;
}

/** Changes of a product's price and availability, newest first. @throws Problem `not_found` */
export async function listProductHistory(
  em: UnitOfWork,
  productId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<ProductChange>> {
  const product = await getProduct(em, productId);
  const query = ['product-history', productId];
  const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(openCursor(query, cursor)[0]);
  const rows = await em.execute<ChangeRow[]>(
    'select * from product_change where product_id = ? and id < ? order by id desc limit ?',
    [product.id, before, limit + 1],
  );
  const numbers = await jobNumbers(
    em,
    rows.map((row) => Number(row.job_id)),
  );
  const present = (row: ChangeRow): ProductChange => ({
    changed_at: new Date(row.changed_at).toISOString(),
    feed_id: formatId('feed', Number(row.feed_id)),
    job_id: formatJobId('validation', numbers.get(Number(row.job_id)) ?? 0),
    price_from: amount(row.price_from),
    price_to: amount(row.price_to),
    currency_from: row.currency_from,
    currency_to: row.currency_to,
    availability_from: row.availability_from,
    availability_to: row.availability_to,
  });
  return toPage(rows, limit, present, (row) => sealCursor(query, [Number(row.id)]));
}
