import { type ExporterKind, formatId, idNumber, type Page, Problem } from '@commerce-integration/contract';
import { cursorNumber, toPage } from '@commerce-integration/contract/rules';
import { LockMode } from '@mikro-orm/core';
import type { UnitOfWork } from '../database/orm.ts';
import { OrderExporter } from './order-exporter.entity.ts';

/**
 * @param mode `for update` to change or delete it: exports change its health concurrently
 * @throws Problem `not_found`, as for an exporter that is not the caller's
 */
export async function getOrderExporter(
  em: UnitOfWork,
  exporterId: string,
  mode?: 'for update',
): Promise<OrderExporter> {
  const lock = mode === undefined ? {} : { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true };
  const exporter = await em.findOne(OrderExporter, { id: idNumber(exporterId) }, lock);
  if (!exporter) throw new Problem('not_found', `Order exporter ${exporterId} not found.`);
  return exporter;
}

export interface ExporterListing {
  /** The partner's number. */
  partner?: number | undefined;
  flag?: string | undefined;
  kind?: ExporterKind | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** Newest first. */
export async function listOrderExporters(em: UnitOfWork, query: ExporterListing): Promise<Page<OrderExporter>> {
  const before = cursorNumber(query.cursor, 'OX');
  const rows = await em.find(
    OrderExporter,
    {
      ...(query.partner === undefined ? {} : { partnerId: query.partner }),
      ...(query.flag === undefined ? {} : { flag: query.flag }),
      ...(query.kind === undefined ? {} : { kind: query.kind }),
      ...(before === undefined ? {} : { id: { $lt: before } }),
    },
    { orderBy: { id: 'desc' }, limit: query.limit + 1 },
  );
  return toPage(
    rows,
    query.limit,
    (exporter) => exporter,
    (exporter) => formatId('orderExporter', exporter.id),
  );
}
