import {
  type FieldError,
  LIMITS,
  type OrderUpdate,
  Problem,
  type ReceivedOrderUpdate,
  type SendOrderUpdates,
} from '@commerce-integration/contract';
import { DISMISSED, shownNotice } from '@commerce-integration/contract/rules';
import type { FeatureHandlers, MockCall } from '../http/mock-call.ts';
import { actingPartnerById } from '../partners/mock-acting-partner.ts';
import { listRows } from '../store/mock-lists.ts';
import { getRow, keep, type MockTables } from '../store/mock-tables.ts';
import { descriptorOf } from './mock-feed-descriptors.ts';
import { mapPush } from './mock-pushes.ts';
import {
  applyQueued,
  feedsOf,
  newUpdate,
  type PushRow,
  pushesOf,
  requeue,
  type UpdateRow,
  updatesOf,
} from './mock-update-rows.ts';

export const orderUpdateHandlers: FeatureHandlers<'orderUpdates'> = {
  sendOrderUpdates: (call) =>
    call.once(() => {
      const updates = receive(call, call.body);
      queueMicrotask(() => applyQueued(call.tables));
      return { status: 202, body: { updates } };
    }),

  listOrderUpdates: (call) => ({
    status: 200,
    body: listRows(call, updatesOf(call.tables), 'orderUpdate', (row) => row.shown),
  }),

  getOrderUpdate: (call) => {
    const row = getUpdate(call, call.params.order_update_id);
    const push = pushesOf(call.tables).get(row.push?.id ?? 0);
    const payload = push ? payloadText(call.tables, push) : null;
    return { status: 200, body: { ...row.shown, payload } };
  },

  retryOrderUpdate: (call) =>
    call.once(async () => {
      const row = getParked(call, call.params.order_update_id);
      requeue(row);
      const body: OrderUpdate = row.shown;
      const push = pushesOf(call.tables).get(row.push?.id ?? 0);
      if (row.shown.update === null && push) await mapPush(call.tables, push);
      queueMicrotask(() => applyQueued(call.tables));
      return { status: 202, body };
    }),

  dismissOrderUpdate: (call) =>
    call.once(() => {
      const row = getParked(call, call.params.order_update_id);
      const finished_at = new Date(call.tables.now()).toISOString();
      row.shown = { ...row.shown, status: 'ignored', code: null, message: DISMISSED, finished_at };
      return { status: 200, body: row.shown };
    }),
};

/** @throws Problem `validation_failed` for an ID that is known with other content; as `actingPartnerById` does */
function receive(call: MockCall, { partner_id, updates }: SendOrderUpdates): ReceivedOrderUpdate[] {
  const { tables } = call;
  const partner = actingPartnerById(call, partner_id);
  const known = new Map(
    [...updatesOf(tables).values()]
      .filter((row) => row.partnerId === partner.id && row.shown.update !== null)
      .map((row) => [row.shown.update_id, row]),
  );
  const rows = updates.map((update) => {
    const first = known.get(update.update_id);
    if (first) return { row: first, isNew: false };
    const row = newUpdate(tables, partner.id, update);
    known.set(update.update_id, row);
    return { row, isNew: true };
  });
  const errors = rows.flatMap(({ row }, place): FieldError[] => {
    const { update_id } = row.shown;
    if (row.digest === JSON.stringify(updates[place])) return [];
    const message = `The update_id ${update_id} was already used for ${row.shown.order_update_id} with different content: use a unique update_id.`;
    return [{ path: `updates.${place}.update_id`, code: 'update_id_reused', message }];
  });
  const [first] = errors;
  if (first) {
    const others = errors.length === 1 ? '' : ` The same applies to ${errors.length - 1} more.`;
    throw new Problem('validation_failed', `${first.message}${others} Nothing was received.`, { errors });
  }
  for (const { row, isNew } of rows) if (isNew) keep(updatesOf(tables), row);
  return rows.map(({ row: { shown }, isNew }) => ({
    update_id: shown.update_id,
    order_update_id: shown.order_update_id,
    duplicate: !isNew,
  }));
}

/** @throws Problem `not_found` */
function getUpdate({ tables, caller }: MockCall, id: string): UpdateRow {
  return getRow(updatesOf(tables), caller, id, `Order update ${id} not found.`);
}

/** @throws Problem `not_found`, `update_not_parked` */
function getParked(call: MockCall, id: string): UpdateRow {
  const row = getUpdate(call, id);
  if (row.shown.status === 'parked') return row;
  const message = `Order update ${id} is ${row.shown.status}: only parked order updates can be retried or dismissed.`;
  throw new Problem('update_not_parked', message);
}

/** The beginning of what was pushed, as text; null for a workbook. */
function payloadText(tables: MockTables, { bytes, contentType, feedId }: PushRow): string | null {
  const feed = feedsOf(tables).get(feedId);
  const format = feed ? descriptorOf(tables, feed)?.shown.format : undefined;
  if (format?.type === 'xlsx') return null;
  return shownNotice(contentType, bytes.subarray(0, LIMITS.shownPayloadLength), format?.encoding);
}
