import { categoriesContract } from '@commerce-integration/contract';
import { defineFeature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { categorySearch } from './categories.console.ts';
import { CATEGORIES_MIGRATIONS } from './categories.migrations.ts';
import { categoriesRoutes } from './categories.routes.ts';
import { Category } from './category.entity.ts';

/** The category trees of partners, which imports write. */
export const categories = defineFeature({
  name: 'categories',
  tables: ['category'],
  kept: { category: 'until an import deletes it' },
  entities: [Category],
  migrations: CATEGORIES_MIGRATIONS,
  search: [categorySearch],
  routes: ({ units }) => [routesOf(categoriesContract, categoriesRoutes(units))],
});
