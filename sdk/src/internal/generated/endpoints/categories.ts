// Made from the contract by .ci/generate.mjs: what the client needs of it when it runs, without its schemas.

import type { EndpointOf } from '../../endpoints/endpoint.ts';
import type { Page } from '../../endpoints/page.ts';
import type * as wire from '../wire-types.ts';

export const listCategories: EndpointOf<{ query: wire.ListCategoriesFields; answer: Page<wire.Category> }> = 'GET /categories?partner_name&code&parent_code&limit&cursor';
export const getCategory: EndpointOf<{ answer: wire.Category }> = 'GET /categories/:category_id(CT)';
