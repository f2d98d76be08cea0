import { idSql } from '../database/json-sql.ts';
import { sql } from '../database/sql.ts';
import type { Searchable } from '../feature/searchable.ts';
import { partnerNameSql } from '../partners/partners.queries.ts';

/** Sales channels, by their IDs, names and external IDs. */
export const salesChannelSearch: Searchable = {
  type: 'sales_channel',
  access: 'sales_channels:read',
  table: 'sales_channel',
  shown: {
    id: idSql('salesChannel', 'id'),
    title: 'name',
    subtitle: partnerNameSql('sales_channel.partner_id'),
    status: 'null',
  },
  ids: { salesChannel: { field: 'sales_channel_id', where: (number) => sql`id = ${number}` } },
  texts: { name: 'name', external_id: 'external_id' },
};
