import {
  type Availability,
  formatId,
  idNumber,
  type JobId,
  type Page,
  Problem,
  type ProductChange,
} from '@commerce-integration/contract';
import { CURSOR_POSITIONS, toPage } from '@commerce-integration/contract/rules';
import { openCursor, sealCursor } from '../database/list.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sql } from '../database/sql.ts';
import { visibleRows } from '../database/visible-rows.ts';
import { jobIds } from '../jobs/jobs.queries.ts';
import { Product } from './product.entity.ts';
import { PRODUCT_JSON } from './product-json.ts';

/** Number and partner of a product. @throws Problem `not_found` */
export async function getProduct(em: UnitOfWork, productId: string): Promise<{ id: number; partnerId: number }> {
  const product = await em.findOne(Product, { id: idNumber(productId) }, { fields: ['id', 'partnerId'] });
  if (!product) throw new Problem('not_found', `Product ${productId} not found.`);
  return product;
}

/** A product as JSON. @throws Problem `not_found` */
export async function getProductJson(em: UnitOfWork, productId: string): Promise<string> {
  const [row] = await visibleRows<{ json: string }>(em, {
    table: 'product',
    select: sql`${PRODUCT_JSON} as json`,
    where: [sql`id = ${idNumber(productId)}`],
  });
  if (!row) throw new Problem('not_found', `Product ${productId} not found.`);
  return row.json;
}

interface ChangeRow {
  id: string;
  feed_id: string | null;
  job_id: string;
  changed_at: string;
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
  const [before] = cursor === undefined ? [Number.MAX_SAFE_INTEGER] : openCursor(query, cursor, CURSOR_POSITIONS.row);
  const rows = await visibleRows<ChangeRow>(em, {
    table: 'product_change',
    select: sql`*`,
    where: [sql`product_id = ${product.id} and id < ${before}`],
    orderBy: 'id desc',
    limit: limit + 1,
  });
  const jobs = await jobIds(
    em,
    rows.map((row) => Number(row.job_id)),
  );
  return toPage(
    rows,
    limit,
    (row) => presentChange(row, jobs),
    (row) => sealCursor(query, [Number(row.id)]),
  );
}

function presentChange(row: ChangeRow, jobs: Map<number, JobId>): ProductChange {
  return {
    changed_at: new Date(row.changed_at).toISOString(),
    feed_id: row.feed_id === null ? null : formatId('feed', Number(row.feed_id)),
    job_id: jobs.get(Number(row.job_id)) as JobId,
    price_from: amount(row.price_from),
    price_to: amount(row.price_to),
    currency_from: row.currency_from,
    currency_to: row.currency_to,
    availability_from: row.availability_from,
    availability_to: row.availability_to,
  };
}

/** A stored amount as a JSON number: it has at most 16 digits, which a double represents exactly. */
function amount(stored: string | null): number | null {
  return stored === null ? null : Number(stored);
}
