import type { Page, PriceInForce } from '@commerce-integration/contract';
import { CURSOR_POSITIONS, presentPriceInForce, toPage } from '@commerce-integration/contract/rules';
import { getProduct } from '../catalog/products.queries.ts';
import { idSql, objectSql, timeSql } from '../database/json-sql.ts';
import { openCursor, sealCursor } from '../database/list.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { type Sql, sql, when } from '../database/sql.ts';
import { visibleRows } from '../database/visible-rows.ts';
import { getSalesChannel } from '../sales-channels/sales-channels.queries.ts';
import { readPriceTimeline } from './read-price-timeline.ts';

/**
 * The price of a product in force at a time, and the reason for it.
 *
 * @param at defaults to the present; a past time is answered from the lists of that time
 * @throws Problem `not_found` for the product or the channel, as for those that are not the caller's
 */
export async function getPriceInForce(
  em: UnitOfWork,
  productId: string,
  { at, sales_channel_id }: { at?: string | undefined; sales_channel_id?: string | undefined },
): Promise<PriceInForce> {
  const product = (await getProduct(em, productId)).id;
  const channel = sales_channel_id === undefined ? null : (await getSalesChannel(em, sales_channel_id)).id;
  return priceInForce(em, product, channel, at === undefined ? undefined : new Date(at));
}

/** Like {@link getPriceInForce}, by the numbers of an existing product and channel. */
export async function priceInForce(
  em: UnitOfWork,
  productId: number,
  salesChannelId: number | null,
  at?: Date,
): Promise<PriceInForce> {
  const known = await readPriceTimeline(em, productId, salesChannelId, at);
  return presentPriceInForce({ productId, salesChannelId, at: known.at }, known.timeline, known);
}

/** A list as it was set. Its entries are stored in the wire format. */
const VERSION_JSON = objectSql({
  set_at: timeSql('set_at'),
  sales_channel_id: `case when sales_channel_id > 0 then ${idSql('salesChannel', 'sales_channel_id')} end`,
  price_list: 'entries',
});

/** Tenancy: a cursor of the product, which the caller has found. */
function setBefore(id: number): Sql {
  return sql`(set_at, id) < ((select set_at from price_list_version where id = ${id}), ${id})`;
}

/**
 * The former and current price lists of a product, newest first.
 *
 * @returns a page whose items are changes of the contract, each as JSON
 * @throws Problem `not_found`
 */
export async function listPriceListHistory(
  em: UnitOfWork,
  productId: string,
  query: { sales_channel_id?: string | undefined; limit: number; cursor?: string | undefined },
): Promise<Page<string>> {
  const product = (await getProduct(em, productId)).id;
  const { sales_channel_id, limit, cursor } = query;
  const channel = sales_channel_id === undefined ? undefined : (await getSalesChannel(em, sales_channel_id)).id;
  const boundTo = ['price-list-history', productId, sales_channel_id ?? null];
  const [before] = cursor === undefined ? [] : openCursor(boundTo, cursor, CURSOR_POSITIONS.row);
  const rows = await visibleRows<{ id: string; json: string }>(em, {
    table: 'price_list_version',
    select: sql`id, ${VERSION_JSON} as json`,
    where: [
      sql`product_id = ${product}`,
      ...when(channel, (number) => sql`sales_channel_id = ${number}`),
      ...when(before, (id) => (channel === undefined ? sql`id < ${id}` : setBefore(id))),
    ],
    // Both give the same order; the index has the versions of one list by time.
    orderBy: channel === undefined ? 'id desc' : 'set_at desc, id desc',
    limit: limit + 1,
  });
  return toPage(
    rows,
    limit,
    (row) => row.json,
    (row) => sealCursor(boundTo, [Number(row.id)]),
  );
}
