import { idSql } from '../database/json-sql.ts';
import { sql } from '../database/sql.ts';
import type { Searchable } from '../feature/searchable.ts';

/** Partners, by their own IDs, those of their keys, and their names. Tenancy: a partner finds itself. */
export const partnerSearch: Searchable = {
  type: 'partner',
  access: 'any',
  table: '(select id, id as partner_id, name, status from partner) partner',
  shown: { id: idSql('partner', 'id'), title: 'name', subtitle: 'null', status: 'status' },
  ids: {
    partner: { field: 'partner_id', where: (number) => sql`id = ${number}` },
    apiKey: { field: 'api_key_id', where: (number) => sql`id = (select partner_id from api_key where id = ${number})` },
  },
  texts: { partner_name: 'name' },
};
