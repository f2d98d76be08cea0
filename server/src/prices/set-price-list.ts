import { formatId, type PriceInForce, Problem, type SetPriceList } from '@commerce-integration/contract';
import { assertActive } from '@commerce-integration/contract/rules';
import { changeMoment, lockProductsForChange } from '../catalog/lock-products-for-change.ts';
import { lockWithOrdersWaiting } from '../catalog/orders-wait-for-change.ts';
import { pricesChanged } from '../catalog/price-changes.ts';
import { getProduct, productNotFound } from '../catalog/products.queries.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { recordEvent } from '../events/record-event.ts';
import { getPartner } from '../partners/partners.queries.ts';
import { findSalesChannelOf } from '../sales-channels/sales-channels.queries.ts';
import { priceInForce } from './prices.queries.ts';
import { priceListEntries, setPriceLists } from './set-price-lists.ts';

/**
 * Replaces a product's base price list, or its list in a channel; an empty list removes it. Setting an equal list does
 * nothing. Otherwise stores the list in the history, and records `price_list.changed` and `product.price.changed`.
 *
 * @returns the price that is in force now
 * @throws Problem `not_found` for the product or the channel, `partner_not_active`, `sales_channel_of_another_partner`
 */
export async function setPriceList(em: UnitOfWork, productId: string, input: SetPriceList): Promise<PriceInForce> {
  const product = await getProduct(em, productId);
  const partner = await getPartner(em, formatId('partner', product.partnerId));
  assertActive(partner);
  const channel = await channelOf(em, partner, input.sales_channel_id);
  const held = await lockWithOrdersWaiting(em, partner.id, () => lockProductsForChange(em, partner.id, [product.id]));
  // The undo of a load may have removed it meanwhile.
  if (!held.has(product.id)) throw productNotFound(productId);
  const entries = priceListEntries(input.price_list);
  const list = { partnerId: partner.id, productId: product.id, salesChannelId: channel, entries };
  const changed = await setPriceLists(em, [list], await changeMoment(em));
  if (changed.length > 0) {
    const sql = sqlOf(em);
    const partnerId = partner.id;
    await recordEvent(sql, {
      type: 'price_list.changed',
      partnerId,
      data: { product_id: formatId('product', product.id), sales_channel_id: input.sales_channel_id ?? null },
    });
    const data = pricesChanged({ products: 1, sample: [product.id] });
    await recordEvent(sql, { type: 'product.price.changed', partnerId, data });
  }
  return priceInForce(em, product.id, channel);
}

async function channelOf(
  em: UnitOfWork,
  partner: { id: number; name: string },
  id: string | undefined,
): Promise<number | null> {
  if (id === undefined) return null;
  const found = await findSalesChannelOf(em, partner, id);
  if ('number' in found) return found.number;
  throw new Problem(found.problem.code, found.problem.message, { errors: [found.problem] });
}
