import { formatId, idNumber, type OrderExportStatus } from '@commerce-integration/contract';
import { exportFileName } from '@commerce-integration/contract/rules';
import { recordEvent } from '../store/mock-event-log.ts';
import type { EventRow, OrderRow } from '../store/mock-rows.ts';
import { keep, type MockTables } from '../store/mock-tables.ts';
import { type ExporterRow, type ExportRow, exportersOf, exportsOf } from './mock-exporter-rows.ts';

// The mock exports at once, and each export succeeds: what is sent nowhere cannot fail. What waits for a person, is
// blocked, or has a disabled exporter waits as it does on the server.

/** Sets flags when an event tells of a state that the table of flags names. */
export function setFlags(tables: MockTables, { type, data }: EventRow): void {
  if (type !== 'order.status.changed' && type !== 'order.delivery.changed') return;
  const { order_id, delivery_id, to } = data as { order_id: string; delivery_id?: string; to: string };
  const on = delivery_id === undefined ? 'order' : 'delivery';
  const rule = tables.exportFlags.find((one) => one.on === on && one.status === to);
  const order = tables.orders.get(idNumber(order_id));
  if (!rule || !order) return;
  const deliveryId = delivery_id === undefined ? null : idNumber(delivery_id);
  setFlag(tables, order, { flag: rule.flag, deliveryId, ofCancelled: to === 'cancelled' });
}

type Flag = Pick<ExportRow, 'flag' | 'deliveryId' | 'ofCancelled'>;

/** Gives an order to the exporters of a flag that have not had it: to the first one now, to each other one later. */
function setFlag(tables: MockTables, order: OrderRow, flag: Flag): void {
  const about = { ...flag, orderId: order.id };
  const before = groupOf(tables, about);
  const exporters = exportersFor(tables, order, flag.flag);
  if (exporters.length > 0) {
    const had = new Set(before.map(({ exporterId }) => exporterId));
    const added = exporters.filter(({ id }) => !had.has(id));
    for (const { id, partnerId } of added) newExport(tables, about, { exporterId: id, partnerId });
    goOnInGroup(tables, about);
    return;
  }
  if (before.some(({ exporterId }) => exporterId === null)) return;
  const row = newExport(tables, about, { exporterId: null, partnerId: order.partnerId });
  end(tables, row, 'cleared', { error: `No exporter takes this order for the flag ${flag.flag}.` });
}

type Group = Pick<ExportRow, 'orderId' | 'flag' | 'deliveryId'>;

/** The exports of an order for a flag, in the order in which they are done. */
function groupOf(tables: MockTables, { orderId, flag, deliveryId }: Group): ExportRow[] {
  return [...exportsOf(tables).values()].filter(
    (row) => row.orderId === orderId && row.flag === flag && row.deliveryId === deliveryId,
  );
}

/** Begins the next export of a group, unless one is under way. */
function goOnInGroup(tables: MockTables, group: Group): void {
  const open = groupOf(tables, group).filter(({ endedAt }) => endedAt === null);
  const [next] = open;
  if (next === undefined || open.some(({ isWaiting }) => !isWaiting)) return;
  next.isWaiting = false;
  goOn(tables, next);
}

function exportersFor(tables: MockTables, order: OrderRow, flag: string): ExporterRow[] {
  const { partner_id, sales_channel_id, currency, total_amount } = order.shown;
  return [...exportersOf(tables).values()]
    .filter(({ shown: { when } }) => {
      const isOfPartner = when.partner_id === null || when.partner_id === partner_id;
      const isOfChannel = when.sales_channel_id === null || when.sales_channel_id === sales_channel_id;
      const isOfCurrency = when.currency === null || when.currency === currency;
      return when.flag === flag && isOfPartner && isOfChannel && isOfCurrency && (when.min_total ?? 0) <= total_amount;
    })
    .sort((a, b) => a.shown.priority - b.shown.priority || a.id - b.id);
}

function newExport(
  tables: MockTables,
  { orderId, flag, deliveryId, ofCancelled }: Flag & Group,
  of: Pick<ExportRow, 'exporterId' | 'partnerId'>,
): ExportRow {
  return keep(exportsOf(tables), {
    id: tables.next('orderExport'),
    ...of,
    ...{ orderId, flag, deliveryId, ofCancelled },
    nextFlag: null,
    keptNextFlag: null,
    isWaiting: true,
    status: 'queued',
    deliveryIds: deliveryId === null ? [] : [formatId('delivery', deliveryId)],
    attempts: [],
    error: null,
    reason: null,
    decidedBy: null,
    fileName: null,
    createdAt: new Date(tables.now()).toISOString(),
    endedAt: null,
  });
}

/** Exports what waits and no longer has to: it was unblocked or cancelled, its exporter enabled. */
export function exportWaiting(tables: MockTables): void {
  for (const row of exportsOf(tables).values()) {
    if ((row.status === 'queued' && !row.isWaiting) || row.status === 'blocked') goOn(tables, row);
    if (row.status === 'waiting_approval') clearCancelled(tables, row);
  }
}

/** Ends an export of what was cancelled after its chain began, and those that wait for it. */
function clearCancelled(tables: MockTables, row: ExportRow): boolean {
  const what = cancelledOf(tables, row);
  if (what === undefined || row.ofCancelled) return false;
  for (const one of [row, ...waitingFor(tables, row)])
    end(tables, one, 'cleared', { error: `The ${what} was cancelled.` });
  return true;
}

/** What was cancelled that an export is of: its order, or the delivery that it is about. */
function cancelledOf(tables: MockTables, { orderId, deliveryId }: ExportRow): 'order' | 'delivery' | undefined {
  const { status, deliveries = [] } = tables.orders.get(orderId)?.progress ?? {};
  if (status === 'cancelled') return 'order';
  return deliveries.some((one) => one.id === deliveryId && one.status === 'cancelled') ? 'delivery' : undefined;
}

function goOn(tables: MockTables, row: ExportRow): void {
  const exporter = exportersOf(tables).get(row.exporterId ?? 0);
  const order = tables.orders.get(row.orderId);
  if (!exporter?.shown.enabled || !order) return;
  if (clearCancelled(tables, row)) return;
  const deliveries = openDeliveries(order, row);
  if (deliveries === undefined) {
    row.status = 'blocked';
    return;
  }
  row.deliveryIds = deliveries;
  if (exporter.shown.kind !== 'manual') {
    send(tables, row, exporter);
    return;
  }
  row.status = 'waiting_approval';
  recordEvent(tables, { type: 'order.export.waiting', partnerId: row.partnerId, data: aboutExport(row) });
}

/** The deliveries that an export is about; undefined where it is blocked. */
function openDeliveries({ progress }: OrderRow, { deliveryId }: ExportRow): ExportRow['deliveryIds'] | undefined {
  const own = progress.deliveries.filter(({ id }) => deliveryId === null || id === deliveryId);
  const open = own.filter(({ block_export }) => !block_export);
  const left = own.filter(({ status }) => status !== 'cancelled');
  const waited = left.length > 0 ? left : own;
  if (progress.block_export || (own.length > 0 && waited.every(({ block_export }) => block_export))) return undefined;
  return open.map(({ id }) => formatId('delivery', id ?? 0));
}

function send(tables: MockTables, row: ExportRow, exporter: ExporterRow): void {
  const { kind, exporter_id } = exporter.shown;
  const at = new Date(tables.now()).toISOString();
  const answer = { response_code: kind === 'http' ? 204 : null, response_digest: null, response_body: null };
  const counted = { attempt: row.attempts.length + 1, at, duration_ms: 0, flag_before: row.flag, orders: 1 };
  row.attempts = [...row.attempts, { ...counted, request_digest: null, ...answer, error: null }];
  if (kind === 's3_file') {
    exporter.files += 1;
    const [date = '', time = ''] = at.replace(/[-:]/g, '').split(/[T.]/);
    const values = { date, time, exporter: exporter_id, number: String(exporter.files).padStart(6, '0') };
    row.fileName = exportFileName(exporter.settings.fileName ?? '', values);
  }
  if (kind === 'event') {
    const partnerId = tables.orders.get(row.orderId)?.partnerId ?? null;
    recordEvent(tables, {
      type: 'order.export',
      partnerId,
      data: { ...aboutExport(row), delivery_ids: row.deliveryIds },
    });
  }
  completeExport(tables, row);
}

/** Completes an export: the order goes to the next exporter of the flag, or gets the next flag. */
export function completeExport(tables: MockTables, row: ExportRow): void {
  row.keptNextFlag = exportersOf(tables).get(row.exporterId ?? 0)?.shown.next_flag ?? null;
  end(tables, row, 'completed', { error: null });
  const nextFlag = isOver(tables, row) ? nextFlagOf(tables, row) : null;
  row.nextFlag = nextFlag;
  const data = { ...aboutExport(row), next_flag: nextFlag };
  recordEvent(tables, { type: 'order.export.completed', partnerId: row.partnerId, data });
  goOnInGroup(tables, row);
  setNextFlag(tables, row, nextFlag);
}

/** Ends what waits for an exporter that is deleted; an order that others of the flag have taken goes on. */
export function clearDeleted(tables: MockTables, { id, shown }: ExporterRow): void {
  for (const row of exportsOf(tables).values()) {
    if (row.exporterId !== id || row.endedAt !== null) continue;
    row.keptNextFlag = shown.next_flag;
    end(tables, row, 'cleared', { error: 'The exporter was deleted.' });
    const last = groupOf(tables, row).findLast(({ status }) => status === 'completed');
    if (last && isOver(tables, row)) {
      last.nextFlag = nextFlagOf(tables, row);
      setNextFlag(tables, row, last.nextFlag);
    }
    goOnInGroup(tables, row);
  }
}

/** The exports of the group that wait until an export has ended. */
export function waitingFor(tables: MockTables, row: ExportRow): ExportRow[] {
  return groupOf(tables, row).filter((one) => one !== row && one.endedAt === null && one.isWaiting);
}

function isOver(tables: MockTables, group: Group): boolean {
  return groupOf(tables, group).every(({ endedAt }) => endedAt !== null);
}

function setNextFlag(tables: MockTables, row: ExportRow, flag: string | null): void {
  const order = tables.orders.get(row.orderId);
  if (flag !== null && order) setFlag(tables, order, { ...row, flag });
}

/** The flag that one of the exporters of the order for a flag sets, or did before it was deleted. */
function nextFlagOf(tables: MockTables, group: Group): string | null {
  const flags = groupOf(tables, group).map(({ exporterId, keptNextFlag }) => {
    const exporter = exportersOf(tables).get(exporterId ?? 0);
    return exporter ? exporter.shown.next_flag : keptNextFlag;
  });
  return flags.find((flag) => flag !== null) ?? null;
}

/** Ends an export. */
export function end(
  tables: MockTables,
  row: ExportRow,
  status: OrderExportStatus,
  outcome: Partial<Pick<ExportRow, 'error' | 'reason' | 'decidedBy'>>,
): void {
  Object.assign(row, outcome, { status, endedAt: new Date(tables.now()).toISOString() });
}

function aboutExport({ id, orderId, exporterId, flag }: ExportRow) {
  return {
    order_export_id: formatId('orderExport', id),
    order_id: formatId('order', orderId),
    exporter_id: formatId('orderExporter', exporterId ?? 0),
    flag,
  };
}
