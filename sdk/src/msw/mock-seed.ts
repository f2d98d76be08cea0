import { partnerNameSchema, SCOPES } from '@commerce-integration/contract';
import { createRowNormalizer, FEED_COLUMNS, readFeedHeader } from '@commerce-integration/contract/feed-file';
import { assertObject, refuseUnknown } from '../internal/transport/arguments.ts';
import { presentProduct } from './catalog/mock-products.ts';
import { addProduct, noteAttributes } from './catalog/mock-write-products.ts';
import type { MockSeed, Seeded, SeedPartner, SeedProduct } from './options/mock-seed-types.ts';
import { newApiKey, newPartner } from './partners/mock-partners.ts';
import { type MockTables, partnerByName } from './store/mock-tables.ts';

const PARTNER_FIELDS = ['partner_name', 'status', 'default_currency', 'api_key', 'scopes', 'products'];

/**
 * Adds partners, keys and products to the tables, as if they had always existed. An existing partner is updated.
 *
 * @throws TypeError that names what is unknown, or what is wrong with a product
 */
export function seedTables(tables: MockTables, seed: MockSeed): Seeded {
  assertObject('seed', seed);
  refuseUnknown('property of a seed', seed, ['partners']);
  return { partners: seed.partners.map((partner) => seedPartner(tables, partner)) };
}

function seedPartner(tables: MockTables, seed: SeedPartner): Seeded['partners'][number] {
  assertObject('partner of a seed', seed);
  refuseUnknown('property of a partner', seed, PARTNER_FIELDS);
  const { status, default_currency, api_key: secret, scopes = SCOPES, products = [] } = seed;
  const partner_name = partnerNameOf(seed);
  const rows = products.map((product) => productFields(product, default_currency));
  const partner = partnerByName(tables, partner_name) ?? newPartner(tables, { partner_name, status, default_currency });
  if (secret !== undefined) newApiKey(tables, partner, { name: 'seed', scopes, secret, expires_at: null });
  const at = tables.timeOfChange();
  const made = rows.map(({ sku, ...fields }) => {
    noteAttributes(tables, partner.id, [...fields.attributes.keys()]);
    return presentProduct(tables, addProduct(tables, { partnerId: partner.id, sku, feedId: null, at }, fields));
  });
  return { partner: partner.shown, products: made };
}

/** A partner's name in its stored form. @throws TypeError */
function partnerNameOf(seed: SeedPartner): string {
  const named = partnerNameSchema.safeParse(seed.partner_name);
  if (named.success) return named.data;
  const why = typeof seed.partner_name === 'string' ? ` ${named.error.issues[0]?.message}` : '';
  throw new TypeError(`A partner of a seed needs a partner_name.${why}`);
}

/** A product, checked by the rules of a feed's row. @throws TypeError */
function productFields(seed: SeedProduct, defaultCurrency = 'USD') {
  assertObject('product of a seed', seed);
  refuseUnknown('property of a product', seed, [...FEED_COLUMNS, 'attributes']);
  const header = readFeedHeader(FEED_COLUMNS);
  if ('error' in header) throw new Error(header.error);
  const cells = FEED_COLUMNS.map((column) => String(seed[column] ?? (column === 'availability' ? 'in_stock' : '')));
  const row = createRowNormalizer(header.layout, { defaultCurrency })(cells);
  if (Array.isArray(row)) {
    throw new TypeError(`The product ${seed.sku} of a seed: ${row.map(({ message }) => message).join(' ')}`);
  }
  const price = row.price === null ? null : Number(row.price);
  return { ...row, price, attributes: new Map(Object.entries(seed.attributes ?? {})) };
}
