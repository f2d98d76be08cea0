import { idSql } from '../database/json-sql.ts';
import { sql } from '../database/sql.ts';
import type { Searchable } from '../feature/searchable.ts';
import { partnerNameSql } from '../partners/partners.queries.ts';

/** Feeds, by their IDs and the names of their files. */
export const feedSearch: Searchable = {
  type: 'feed',
  access: 'feeds:read',
  table: 'feed',
  shown: { id: idSql('feed', 'id'), title: 'file_name', subtitle: partnerNameSql('feed.partner_id'), status: 'status' },
  ids: { feed: { field: 'feed_id', where: (number) => sql`id = ${number}` } },
  texts: { file_name: { column: 'file_name', index: 'lower' } },
};
