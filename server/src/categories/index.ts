import { categoriesContract } from '@commerce-integration/contract';
import { defineFeature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { categoriesRoutes } from './categories.routes.ts';
import { categorySearch } from './categories.search.ts';
import { Category } from './category.entity.ts';
import { Migration20261129220000_categories } from './migrations/Migration20261129220000_categories.ts';

/** The category trees of partners, which imports write. */
export const categories = defineFeature({
  name: 'categories',
  tables: ['category'],
  kept: { category: 'until an import deletes it' },
  entities: [Category],
  migrations: [{ name: '20261129220000_categories', class: Migration20261129220000_categories }],
  search: [categorySearch],
  routes: ({ units }) => [routesOf(categoriesContract, categoriesRoutes(units))],
});
