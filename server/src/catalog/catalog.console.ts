import { countTable } from '../database/bounded-count.ts';
import { idSql } from '../database/json-sql.ts';
import { sql } from '../database/sql.ts';
import { type OverviewPart, present } from '../feature/overview-part.ts';
import type { Searchable } from '../feature/searchable.ts';
import { partnerNameSql } from '../partners/partners.queries.ts';

/** Products, by their IDs, SKUs and names. */
export const productSearch: Searchable = {
  type: 'product',
  access: 'products:read',
  table: 'product',
  shown: {
    id: idSql('product', 'id'),
    title: 'product_name',
    subtitle: `sku || ' · ' || ${partnerNameSql('product.partner_id')}`,
    status: 'availability',
  },
  ids: { product: { field: 'product_id', where: (number) => sql`id = ${number}` } },
  texts: {
    sku: { column: 'sku', index: 'partner' },
    product_name: { column: 'product_name', index: 'written' },
  },
};

/** How many products there are. */
export const productsOverview: OverviewPart = {
  stage: 'products',
  access: 'products:read',
  counts: async (em) => [present('all', 'Products', await countTable(em, 'product'))],
};
