import { LIMITS, productsContract } from '@commerce-integration/contract';
import { defineFeature, type Feature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { CATALOG_GAUGES } from './catalog.gauges.ts';
import { CATALOG_INVARIANTS } from './catalog.invariants.ts';
import { Migration20261128130100_catalogue_changes } from './migrations/Migration20261128130100_catalogue_changes.ts';
import { Migration20261128130200_attribute_names } from './migrations/Migration20261128130200_attribute_names.ts';
import { Migration20261129180000_field_changes } from './migrations/Migration20261129180000_field_changes.ts';
import { Migration20261129240000_product_search } from './migrations/Migration20261129240000_product_search.ts';
import { Migration20261130020000_availability_index } from './migrations/Migration20261130020000_availability_index.ts';
import { Product } from './product.entity.ts';
import { productsOverview } from './products.overview.ts';
import { type AssertFeedExists, productsRoutes } from './products.routes.ts';
import { productSearch } from './products.search.ts';
import { indexProducts } from './search/index-products.ts';

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
    migrations: [
      { name: '20261128130100_catalogue_changes', class: Migration20261128130100_catalogue_changes },
      { name: '20261128130200_attribute_names', class: Migration20261128130200_attribute_names },
      { name: '20261129180000_field_changes', class: Migration20261129180000_field_changes },
      { name: '20261129240000_product_search', class: Migration20261129240000_product_search },
      { name: '20261130020000_availability_index', class: Migration20261130020000_availability_index },
    ],
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
