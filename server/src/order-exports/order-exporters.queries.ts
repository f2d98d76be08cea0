import { type ExporterKind, idNumber, type Page, Problem } from '@commerce-integration/contract';
import { LockMode } from '@mikro-orm/core';
import { newestFirst } from '../database/newest-first.ts';
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
export function listOrderExporters(em: UnitOfWork, query: ExporterListing): Promise<Page<OrderExporter>> {
  const { partner: partnerId, flag, kind } = query;
  return newestFirst(em, OrderExporter, 'orderExporter', query, { partnerId, flag, kind });
}
