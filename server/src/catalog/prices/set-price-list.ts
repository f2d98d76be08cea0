import { formatId, idNumber, type PriceInForce, Problem, type SetPriceList } from '@commerce-integration/contract';
import type { UnitOfWork } from '../../database/orm.ts';
import { recordEvent } from '../../events/record-event.ts';
import { assertActive } from '../../partners/acting-partner.ts';
import { getPartner } from '../../partners/partners.queries.ts';
import { findSalesChannelOf } from '../../sales-channels/sales-channels.queries.ts';
import { changeMoment } from '../change-moment.ts';
import { lockProductsForChange } from '../lock-products-for-change.ts';
import { lockInClosedGate } from '../order-gate.ts';
import { Product } from '../product.entity.ts';
import { priceListEntries } from './price-list-entries.ts';
import { priceInForce } from './prices.queries.ts';
import { setPriceLists } from './set-price-lists.ts';

/**
 * Sets a product's base price list, or its list in a channel, as a whole; an empty one is removed. Set to what it is
 * already, nothing happens. Otherwise the list is kept in the history and `product.price.changed` recorded.
 *
 * @returns the price that is in force now
 * @throws Problem `not_found` for the product or the channel, `partner_not_active`, `sales_channel_of_another_partner`
 */
export async function setPriceList(em: UnitOfWork, productId: string, input: SetPriceList): Promise<PriceInForce> {
  const product = await em.findOne(Product, { id: idNumber(productId) }, { fields: ['id', 'partnerId'] });
  if (!product) throw new Problem('not_found', `Product ${productId} not found.`);
  const partner = await getPartner(em, formatId('partner', product.partnerId));
  assertActive(partner);
  const channel = await channelOf(em, partner, input.sales_channel_id);
  await lockInClosedGate(em, partner.id, () => lockProductsForChange(em, partner.id, [product.id]));
  const entries = priceListEntries(input.price_list);
  const list = { partnerId: partner.id, productId: product.id, salesChannelId: channel, entries };
  const changed = await setPriceLists(em, [list], await changeMoment(em));
  if (changed.length > 0) {
    await recordEvent(em, {
      type: 'product.price.changed',
      partnerId: partner.id,
      data: { product_id: productId, sales_channel_id: input.sales_channel_id ?? null },
    });
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
