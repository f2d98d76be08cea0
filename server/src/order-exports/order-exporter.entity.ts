import type { ExporterKind, OrderExportFormat } from '@commerce-integration/contract';
import { defineEntity, p } from '@mikro-orm/core';

const OrderExporterSchema = defineEntity({
  name: 'OrderExporter',
  tableName: 'order_exporter',
  properties: {
    id: p.bigint('number').primary().defaultRaw(`nextval('order_exporter_id_seq')`),
    /** Null for an exporter of the operator, for orders of all partners. */
    partnerId: p.bigint('number').nullable(),
    name: p.text(),
    kind: p.text().$type<ExporterKind>(),
    flag: p.text(),
    salesChannelId: p.bigint('number').nullable(),
    /** In major units, exact. */
    minTotal: p.decimal('string').nullable(),
    currency: p.text().nullable(),
    format: p.text().$type<OrderExportFormat>().nullable(),
    /** The data descriptor that defines its layout; null where it has a format. */
    descriptorId: p.bigint('number').nullable(),
    url: p.text().nullable(),
    method: p.text().$type<'POST' | 'PUT'>().nullable(),
    headerNames: p.array().$type<string[]>(),
    /** Encrypted JSON of the further headers; null for none. */
    headers: p.text().nullable(),
    /** Encrypted; null for kinds that sign nothing. */
    secret: p.text().nullable(),
    fileName: p.text().nullable(),
    priority: p.integer(),
    nextFlag: p.text().nullable(),
    maxOrders: p.integer(),
    maxWaitSeconds: p.integer(),
    retryAttempts: p.integer(),
    retryFirstSeconds: p.integer(),
    retryMaxSeconds: p.integer(),
    enabled: p.boolean(),
    circuit: p.text().$type<'closed' | 'open'>(),
    /** Consecutive failures. */
    failureCount: p.integer(),
    failingSince: p.datetime().nullable(),
    lastError: p.text().nullable(),
    /** Nothing is exported before this time. */
    heldUntil: p.datetime().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime().onUpdate(() => new Date()),
  },
});

/** An exporter: passes orders with a flag on to another system. */
export class OrderExporter extends OrderExporterSchema.class {}
OrderExporterSchema.setClass(OrderExporter);
