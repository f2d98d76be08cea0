import { type Attention, formatId } from '@commerce-integration/contract';
import { boundedCounts } from '../database/bounded-count.ts';
import { idSql } from '../database/json-sql.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { type Sql, sql } from '../database/sql.ts';
import { visibleRows } from '../database/visible-rows.ts';
import { failing, MOST_OF_A_KIND, type OverviewPart, waiting } from '../feature/overview-part.ts';
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

const WAITING = sql`status = 'waiting_approval'`;
const FAILED = sql`status = 'failed'`;
const BLOCKED = sql`status = 'blocked'`;

/** Exports that wait for a person, and failing ones. */
export const orderExportsOverview: OverviewPart = {
  stage: 'fulfilment',
  access: 'order_exports:read',
  counts: async (em) => {
    const of = (where: Sql) => ({ table: 'order_export', where, since: 'created_at' });
    const found = await boundedCounts(em, { waiting: of(WAITING), blocked: of(BLOCKED), failed: of(FAILED) });
    return [
      waiting('exports_waiting', 'Exports that wait for approval', found.waiting),
      waiting('exports_blocked', 'Blocked exports', found.blocked),
      failing('exports_failed', 'Failed exports', found.failed),
    ];
  },
  attention: async (em) => [
    ...(await exportsThat(em, WAITING)).map((row) => ({
      ...commonOf(row),
      kind: 'export_waits_for_approval',
      title: `The export of ${row.order} for ${row.flag} waits for approval.`,
      level: 'waiting' as const,
      action_label: 'Decide',
    })),
    ...(await exportsThat(em, FAILED)).map((row) => ({
      ...commonOf(row),
      kind: 'export_failed',
      title: `The export of ${row.order} for ${row.flag} failed.`,
      level: 'failing' as const,
      action_label: 'Show the export',
    })),
  ],
};

interface ExportRow {
  id: string;
  order: string;
  flag: string;
  error: string | null;
  partner_id: string;
  partner_name: string;
  created_at: string;
}

/** The oldest exports that meet a condition. */
async function exportsThat(em: UnitOfWork, where: Sql): Promise<ExportRow[]> {
  const rows = await visibleRows<Omit<ExportRow, 'order'> & { order_id: string }>(em, {
    table: 'order_export',
    select: sql.raw(`id, order_id, flag, error, order_partner_id as partner_id, created_at,
      ${partnerNameSql('order_export.order_partner_id')} as partner_name`),
    where: [where],
    orderBy: 'id',
    limit: MOST_OF_A_KIND,
  });
  return rows.map((row) => ({ ...row, order: formatId('order', Number(row.order_id)) }));
}

function commonOf({
  id,
  error,
  partner_id,
  partner_name,
  created_at,
}: ExportRow): Omit<Attention, 'kind' | 'title' | 'level' | 'action_label'> {
  return {
    detail: error,
    subject: { type: 'order_export', id: formatId('orderExport', Number(id)) },
    partner_id: formatId('partner', Number(partner_id)),
    partner_name,
    since: new Date(created_at).toISOString(),
    action: 'view',
  };
}
