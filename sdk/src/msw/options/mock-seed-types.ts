import type { Availability, Partner, Product, Scope } from '../contract/operation-types.ts';

/** An initial product. */
export interface SeedProduct {
  sku: string;
  product_name: string;
  description?: string | undefined;
  brand?: string | undefined;
  category?: string | undefined;
  price?: number | undefined;
  /** @default the partner's `default_currency`, else `USD`, where there is a price */
  currency?: string | undefined;
  /** @default 'in_stock' */
  availability?: Availability | undefined;
  attributes?: Readonly<Record<string, string>> | undefined;
}

/** An initial partner. */
export interface SeedPartner {
  partner_name: string;
  /** @default 'active' */
  status?: Partner['status'] | undefined;
  default_currency?: string | undefined;
  /** The secret of a key for the partner. */
  api_key?: string | undefined;
  /** The scopes of that key. @default all */
  scopes?: readonly Scope[] | undefined;
  products?: readonly SeedProduct[] | undefined;
}

/** The initial contents of a mock. */
export interface MockSeed {
  partners: readonly SeedPartner[];
}

/** The objects created from a seed, in its order. */
export interface Seeded {
  partners: { partner: Partner; products: Product[] }[];
}
