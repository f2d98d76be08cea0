import { LIMITS, productsContract } from '@commerce-integration/contract';
import { defineFeature, type Feature, type StoredGauge } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { productSearch, productsOverview } from './catalog.console.ts';
import { CATALOG_INVARIANTS } from './catalog.invariants.ts';
import { CATALOG_MIGRATIONS } from './catalog.migrations.ts';
import { Product } from './product.entity.ts';
import { type AssertFeedExists, productsRoutes } from './products.routes.ts';
import { indexProducts } from './search/index-products.ts';

// Tenancy: a time of the products of all partners, of which it names none.
const CATALOG_GAUGES: readonly StoredGauge[] = [
  {
    name: 'product_search_lag_seconds',
    help: 'How long ago the earliest change was that the search index of products does not have; 0 where it has all.',
    sql: `select coalesce(extract(epoch from now() - min(changed_at)), 0) as value from product_search_due`,
  },
];

/**
 * Products, which feeds and batches write.
 *
 * @param assertFeedExists provided by the feature of feeds
 */
export function catalog(assertFeedExists: AssertFeedExists): Feature {
  return defineFeature({
    name: 'catalog',
    invariants: CATALOG_INVARIANTS,
    gauges: CATALOG_GAUGES,
    tables: [
      'product',
      'product_change',
      'catalogue_change',
      'attribute_name',
      'catalogue_update',
      'product_field_change',
      'product_search',
      'product_search_due',
    ],
    entities: [Product],
    migrations: CATALOG_MIGRATIONS,
    partitions: [{ table: 'product_field_change', column: 'changed_at', days: LIMITS.undoDays, limit: 'undo_days' }],
    retention: [{ table: 'catalogue_update', since: 'changed_at', hours: LIMITS.undoDays * 24, limit: 'undo_days' }],
    kept: {
      product: 'the catalogue',
      product_change: 'the history of products, by which the price at any time is known',
      catalogue_change: 'when the catalogue changed, for the same',
      attribute_name: 'the names of attributes, of which a partner has a limited number',
      product_search: 'a row for each product',
      product_search_due: 'for seconds, until they are indexed',
    },
    search: [productSearch],
    overview: () => [productsOverview],
    schedules: ({ database }) => [
      {
        name: 'index products for the search',
        everyMs: 2_000,
        startsAtOnce: true,
        run: (stop) => indexProducts(database.pool, stop),
      },
    ],
    routes: ({ units }) => [routesOf(productsContract, productsRoutes(units, assertFeedExists))],
  });
}
