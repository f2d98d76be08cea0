import { idSql } from '../database/json-sql.ts';
import { sql } from '../database/sql.ts';
import type { Searchable } from '../feature/searchable.ts';
import { partnerNameSql } from '../partners/partners.queries.ts';

/** Exporters, by their names and IDs. */
export const orderExporterSearch: Searchable = {
  type: 'order_exporter',
  access: 'order_exports:read',
  table: 'order_exporter',
  shown: {
    id: idSql('orderExporter', 'id'),
    title: 'name',
    subtitle: partnerNameSql('order_exporter.partner_id'),
    status: `case when enabled then 'enabled' else 'disabled' end`,
  },
  ids: { orderExporter: { field: 'exporter_id', where: (number) => sql`id = ${number}` } },
  texts: { name: 'name' },
};

/** Exports of orders, by their IDs. */
export const orderExportSearch: Searchable = {
  type: 'order_export',
  access: 'order_exports:read',
  table: 'order_export',
  shown: {
    id: idSql('orderExport', 'id'),
    title: idSql('order', 'order_id'),
    subtitle: 'flag',
    status: 'status',
  },
  ids: { orderExport: { field: 'order_export_id', where: (number) => sql`id = ${number}` } },
};
