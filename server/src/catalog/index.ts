import { productsContract } from '@commerce-integration/contract';
import { defineFeature, type Feature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { Migration20261128130100_catalogue_changes } from './migrations/Migration20261128130100_catalogue_changes.ts';
import { Migration20261128130200_attribute_names } from './migrations/Migration20261128130200_attribute_names.ts';
import { Product } from './product.entity.ts';
import { productsOverview } from './products.overview.ts';
import { type AssertFeedExists, productsRoutes } from './products.routes.ts';
import { productSearch } from './products.search.ts';

/**
 * Products, which feeds and batches write.
 *
 * @param assertFeedExists provided by the feature of feeds
 */
export function catalog(assertFeedExists: AssertFeedExists): Feature {
  return defineFeature({
    name: 'catalog',
    tables: ['product', 'product_change', 'catalogue_change', 'attribute_name'],
    entities: [Product],
    migrations: [
      { name: '20261128130100_catalogue_changes', class: Migration20261128130100_catalogue_changes },
      { name: '20261128130200_attribute_names', class: Migration20261128130200_attribute_names },
    ],
    search: [productSearch],
    overview: () => [productsOverview],
    routes: ({ units }) => [routesOf(productsContract, productsRoutes(units, assertFeedExists))],
  });
}
