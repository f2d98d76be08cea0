import { idSql } from '../database/json-sql.ts';
import { sql } from '../database/sql.ts';
import type { Searchable } from '../feature/searchable.ts';
import { partnerNameSql } from '../partners/partners.queries.ts';

/** Data groups, by their names and IDs. */
export const dataGroupSearch: Searchable = {
  type: 'data_group',
  access: 'impex:read',
  table: 'data_group',
  shown: {
    id: idSql('dataGroup', 'id'),
    title: 'name',
    subtitle: partnerNameSql('data_group.partner_id'),
    status: 'null::text',
  },
  ids: { dataGroup: { field: 'data_group_id', where: (number) => sql`id = ${number}` } },
  texts: { name: 'name' },
};

/** Data descriptors, by their names and IDs. */
export const dataDescriptorSearch: Searchable = {
  type: 'data_descriptor',
  access: 'impex:read',
  table: 'data_descriptor',
  shown: {
    id: idSql('dataDescriptor', 'id'),
    title: `definition ->> 'name'`,
    subtitle: partnerNameSql('data_descriptor.partner_id'),
    status: 'null::text',
  },
  ids: { dataDescriptor: { field: 'data_descriptor_id', where: (number) => sql`id = ${number}` } },
  texts: { name: `(definition ->> 'name')` },
};
