import { formatId, idNumber, Problem, type ReplayOrderExports } from '@commerce-integration/contract';
import type { FeatureHandlers, MockCall, Seen } from '../http/mock-call.ts';
import { newJob } from '../jobs/mock-job-rows.ts';
import { presentJob } from '../jobs/mock-jobs.ts';
import type { LoadOutcome } from '../jobs/mock-worker.ts';
import { getPartner } from '../partners/mock-acting-partner.ts';
import { createdWithin, listRows } from '../store/mock-lists.ts';
import type { JobRow, Owned } from '../store/mock-rows.ts';
import { keep, type MockTables } from '../store/mock-tables.ts';
import { completeExport, end, exportWaiting, waitingFor } from './mock-export-run.ts';
import { type ExportRow, exportsOf, getExport, getExporter, presentExport } from './mock-exporter-rows.ts';

/** The filter of a job. */
interface ReplayRow extends Owned {
  filter: ReplayOrderExports;
}

const filtersOf = (tables: MockTables) => tables.own<ReplayRow>('orderExportReplayJob');

export const orderExportHandlers: FeatureHandlers<'orderExports'> = {
  listOrderExports: (call) => {
    exportWaiting(call.tables);
    const present = (row: ExportRow) => presentExport(call.tables, row);
    return { status: 200, body: listRows(call, exportsOf(call.tables), 'orderExport', present) };
  },

  getOrderExport: (call) => {
    exportWaiting(call.tables);
    const row = getExport(call, call.params.order_export_id);
    const attempts = row.attempts.map((attempt) => ({ ...attempt, flag_after: row.nextFlag }));
    return { status: 200, body: { ...presentExport(call.tables, row), file_url: null, attempts } };
  },

  approveOrderExport: (call) =>
    call.once(() => {
      const row = decidable(call, call.params.order_export_id, ['waiting_approval']);
      Object.assign(row, { decidedBy: formatId('apiKey', call.caller.apiKeyId), reason: call.body.reason ?? null });
      completeExport(call.tables, row);
      return { status: 200, body: presentExport(call.tables, row) };
    }),

  rejectOrderExport: (call) =>
    call.once(() => {
      const row = decidable(call, call.params.order_export_id, ['waiting_approval', 'blocked', 'failed']);
      const decidedBy = formatId('apiKey', call.caller.apiKeyId);
      end(call.tables, row, 'rejected', { decidedBy, reason: call.body.reason });
      for (const one of waitingFor(call.tables, row))
        end(call.tables, one, 'cleared', { error: 'An earlier export for this flag was rejected.' });
      return { status: 200, body: presentExport(call.tables, row) };
    }),

  // Nothing fails in the mock.
  retryOrderExport: (call) =>
    call.once(() => {
      const { order_export_id } = call.params;
      const { status } = getExport(call, order_export_id);
      throw new Problem('export_not_repeatable', `Order export ${order_export_id} is ${status}, not failed.`);
    }),

  replayOrderExports: (call) =>
    call.once(() => ({ status: 202, body: presentJob(call.tables, replayExports(call, call.body)) })),
};

/** @throws Problem `not_found`, `export_not_waiting` */
function decidable(seen: Seen, order_export_id: string, allowed: string[]): ExportRow {
  exportWaiting(seen.tables);
  const row = getExport(seen, order_export_id);
  if (allowed.includes(row.status)) return row;
  const message = `Order export ${order_export_id} is ${row.status}, not ${allowed.join(', ')}.`;
  throw new Problem('export_not_waiting', message);
}

function replayExports(call: MockCall, filter: ReplayOrderExports): JobRow {
  const { tables, worker } = call;
  const exporter = getExporter(call, filter.exporter_id);
  const partner = filter.partner_id === undefined ? undefined : getPartner(call, filter.partner_id);
  if (exporter.partnerId !== null && partner && partner.id !== exporter.partnerId) {
    const message = `Order exporter ${filter.exporter_id} has no exports of partner ${filter.partner_id}.`;
    throw new Problem('not_found', message);
  }
  const partnerId = exporter.partnerId ?? partner?.id ?? missingPartner();
  const job = newJob(tables, {
    type: 'order_export_replay',
    partnerId,
    subjectId: exporter.id,
    createdAt: new Date(),
  });
  keep(filtersOf(tables), { id: job.id, partnerId, filter });
  worker.enqueue(job);
  return job;
}

function missingPartner(): never {
  const message = 'partner_id is required: the exporter is for all partners.';
  throw new Problem('validation_failed', message, { errors: [{ path: 'partner_id', code: 'invalid', message }] });
}

/** Does the exports of a job's filter again. */
export function runReplay(tables: MockTables, job: JobRow): LoadOutcome {
  const filter = filtersOf(tables).get(job.id)?.filter;
  const rows = [...exportsOf(tables).values()].filter(
    (row) =>
      filter !== undefined &&
      row.exporterId === idNumber(filter.exporter_id) &&
      row.status === filter.status &&
      tables.orders.get(row.orderId)?.partnerId === job.partnerId &&
      createdWithin(filter, new Date(row.createdAt)),
  );
  const anew = { status: 'queued', error: null, nextFlag: null, decidedBy: null, reason: null, endedAt: null };
  for (const row of rows) Object.assign(row, anew);
  exportWaiting(tables);
  const message = `Replay of exports completed. Exports: ${rows.length}.`;
  return { message, result: { exports: rows.length }, errors: [], changes: [] };
}
