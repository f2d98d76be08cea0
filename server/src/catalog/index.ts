import { pricesContract, productsContract } from '@commerce-integration/contract';
import { defineFeature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { Migration20261128130100_catalogue_changes } from './migrations/Migration20261128130100_catalogue_changes.ts';
import { Migration20261128130200_attribute_names } from './migrations/Migration20261128130200_attribute_names.ts';
import { pricesRoutes } from './prices/prices.routes.ts';
import { Product } from './product.entity.ts';
import { productsRoutes } from './products.routes.ts';

/** Products, and the prices at which they are sold. */
export const catalog = defineFeature({
  name: 'catalog',
  tables: ['product', 'product_change', 'product_price', 'price_list_version', 'catalogue_change', 'attribute_name'],
  entities: [Product],
  migrations: [
    { name: '20261128130100_catalogue_changes', class: Migration20261128130100_catalogue_changes },
    { name: '20261128130200_attribute_names', class: Migration20261128130200_attribute_names },
  ],
  routes: ({ units }) => [
    routesOf(productsContract, productsRoutes(units)),
    routesOf(pricesContract, pricesRoutes(units)),
  ],
});
