import { formatId, type Product as ProductShape } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { partnerNames } from '../partners/partners.queries.ts';
import type { Product } from './product.entity.ts';

export async function presentProducts(em: UnitOfWork, products: Product[]): Promise<ProductShape[]> {
  const names = await partnerNames(
    em,
    products.map((product) => product.partnerId),
  );
  return products.map((product) => presentProduct(product, names.get(product.partnerId) ?? ''));
}

function presentProduct(product: Product, partnerName: string): ProductShape {
  return {
    product_id: formatId('product', product.id),
    feed_id: product.feedId ? formatId('feed', product.feedId) : null,
    partner_id: formatId('partner', product.partnerId),
    partner_name: partnerName,
    sku: product.sku,
    product_name: product.productName,
    description: product.description ?? null,
    brand: product.brand ?? null,
    category: product.category ?? null,
    price: amount(product.price),
    currency: product.currency ?? null,
    availability: product.availability ?? null,
    attributes: product.attributes,
    created_at: product.createdAt.toISOString(),
    updated_at: product.updatedAt.toISOString(),
  };
}

/** A stored amount as a JSON number: at most 16 digits, which a double shows exactly as they are. */
export function amount(stored: string | null | undefined): number | null {
  return stored === null || stored === undefined ? null : Number(stored);
}
