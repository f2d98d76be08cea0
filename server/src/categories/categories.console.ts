import { idSql } from '../database/json-sql.ts';
import { sql } from '../database/sql.ts';
import type { Searchable } from '../feature/searchable.ts';
import { partnerNameSql } from '../partners/partners.queries.ts';

/** Categories, by their IDs, names and codes. */
export const categorySearch: Searchable = {
  type: 'category',
  access: 'products:read',
  table: 'category',
  shown: {
    id: idSql('category', 'id'),
    title: 'name',
    subtitle: partnerNameSql('category.partner_id'),
    status: 'null',
  },
  ids: { category: { field: 'category_id', where: (number) => sql`id = ${number}` } },
  texts: { name: 'name', code: 'code' },
};
