import type { Availability, Partner, Product, Scope } from '../contract/operation-types.ts';

/** A product to begin with. */
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

/** A partner to begin with. */
export interface SeedPartner {
  partner_name: string;
  /** @default 'active' */
  status?: Partner['status'] | undefined;
  default_currency?: string | undefined;
  /** The secret of a key for it. */
  api_key?: string | undefined;
  /** What that key may do. @default everything */
  scopes?: readonly Scope[] | undefined;
  products?: readonly SeedProduct[] | undefined;
}

/** What a mock begins with. */
export interface MockSeed {
  partners: readonly SeedPartner[];
}

/** What was made of a seed, in its order. */
export interface Seeded {
  partners: { partner: Partner; products: Product[] }[];
}
