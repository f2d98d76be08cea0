import {
  type CreatedOrderExporter,
  type CreateOrderExporter,
  type FieldError,
  formatId,
  idNumber,
  LIMITS,
  Problem,
  type UpdateOrderExporter,
} from '@commerce-integration/contract';
import {
  assertChain,
  type ChainedExporter,
  exporterRetry,
  exporterSettings,
  settingProblems,
  webhookUrlProblem,
} from '@commerce-integration/contract/rules';
import type { FeatureHandlers, MockCall, Seen } from '../http/mock-call.ts';
import { actingPartnerById } from '../partners/mock-acting-partner.ts';
import { findSalesChannelOf, getSalesChannel } from '../sales-channels/mock-sales-channels.ts';
import { listRows } from '../store/mock-lists.ts';
import type { PartnerRow } from '../store/mock-rows.ts';
import { changeShown, keep, type MockTables } from '../store/mock-tables.ts';
import { newSecret } from '../webhooks/mock-webhooks.ts';
import { clearDeleted, exportWaiting } from './mock-export-run.ts';
import { describedFormat } from './mock-exporter-descriptors.ts';
import { type ExporterRow, exportersOf, getExporter, presentExporter } from './mock-exporter-rows.ts';

const HEALTHY = {
  circuit: 'closed',
  failure_count: 0,
  failing_since: null,
  last_error: null,
  next_probe_at: null,
} as const;

export const orderExporterHandlers: FeatureHandlers<'orderExporters'> = {
  createOrderExporter: (call) => call.once(() => ({ status: 201, body: createExporter(call, call.body) })),

  listOrderExporters: (call) => {
    const { flag, ...query } = call.query;
    const present = (row: ExporterRow) => presentExporter(call.tables, row);
    const where = ({ shown: { when } }: ExporterRow) => flag === undefined || when.flag === flag;
    return {
      status: 200,
      body: listRows({ ...call, query }, exportersOf(call.tables), 'orderExporter', present, where),
    };
  },

  getOrderExporter: (call) => ({
    status: 200,
    body: presentExporter(call.tables, getExporter(call, call.params.exporter_id)),
  }),

  updateOrderExporter: (call) => {
    const exporter = getExporter(call, call.params.exporter_id);
    updateExporter(call, exporter, call.body);
    exportWaiting(call.tables);
    return { status: 200, body: presentExporter(call.tables, exporter) };
  },

  deleteOrderExporter: (call) => {
    const exporter = getExporter(call, call.params.exporter_id);
    exportersOf(call.tables).delete(exporter.id);
    clearDeleted(call.tables, exporter);
    return { status: 204, body: undefined };
  },

  rotateOrderExporterSecret: (call) =>
    call.once(() => {
      const exporter = getExporter(call, call.params.exporter_id);
      const { kind, exporter_id } = exporter.shown;
      if (kind !== 'http')
        throw new Problem('conflict', `Exporter ${exporter_id} has no secret: it is of the kind ${kind}.`);
      return { status: 201, body: { ...presentExporter(call.tables, exporter), secret: newSecret() } };
    }),

  getOrderExportFlags: ({ tables }) => ({ status: 200, body: { flags: tables.exportFlags } }),

  setOrderExportFlags: ({ tables, body }) => {
    tables.exportFlags = body.flags;
    return { status: 200, body };
  },
};

/** @throws Problem as the server does */
function createExporter(call: MockCall, input: CreateOrderExporter): CreatedOrderExporter {
  const { tables, caller } = call;
  const { kind, when, target, next_flag = null, name, priority, enabled } = input;
  const isOfAll = caller.partner === null && when.partner_id === undefined;
  const partner = isOfAll ? undefined : actingPartnerById(call, when.partner_id);
  const described = describedFormat(tables, { kind, partnerId: partner?.id ?? null }, input.format);
  const settings = exporterSettings(kind, input, undefined, described);
  refuseSettings([...settingProblems(kind, input, settings), ...urlProblems(settings.url)]);
  const partner_id = partner?.shown.partner_id ?? null;
  assertChain({ partnerId: partner_id, flag: when.flag, nextFlag: next_flag }, chained(tables));
  assertRoom(tables, partner);
  const id = tables.next('orderExporter');
  const now = new Date().toISOString();
  const shown = {
    exporter_id: formatId('orderExporter', id),
    ...{ name, kind, priority, next_flag, enabled },
    when: { flag: when.flag, partner_id, ...filterOf(call, partner, when) },
    retry: exporterRetry(input.retry),
    ...HEALTHY,
    created_at: now,
    updated_at: now,
  };
  const headers = Object.keys(target?.headers ?? {});
  const row = keep(exportersOf(tables), { id, partnerId: partner?.id ?? null, shown, settings, headers, files: 0 });
  return { ...presentExporter(tables, row), secret: kind === 'http' ? newSecret() : null };
}

type Filter = Pick<CreateOrderExporter['when'], 'sales_channel_id' | 'min_total' | 'currency'>;

function filterOf(call: Seen, partner: PartnerRow | undefined, when: Filter) {
  const { sales_channel_id = null, min_total = null, currency = null } = when;
  if (min_total !== null && currency === null)
    refuseSettings([{ path: 'when.currency', code: 'invalid', message: 'when.min_total needs when.currency.' }]);
  if (sales_channel_id !== null && !partner) getSalesChannel(call, sales_channel_id);
  const found = partner && findSalesChannelOf(call, partner, sales_channel_id ?? undefined);
  if (found?.problem) throw new Problem(found.problem.code, found.problem.message);
  return { sales_channel_id, min_total, currency };
}

function chained(tables: MockTables): ChainedExporter[] {
  return [...exportersOf(tables).values()].map(({ shown: { exporter_id, when, next_flag } }) => ({
    exporterId: exporter_id,
    partnerId: when.partner_id,
    flag: when.flag,
    nextFlag: next_flag,
  }));
}

function refuseSettings(problems: readonly FieldError[]): void {
  const [first] = problems;
  if (first) throw new Problem('validation_failed', first.message, { errors: problems });
}

/** The addresses that a name stands for are not looked at. */
function urlProblems(url: string | null): FieldError[] {
  const message = url === null ? undefined : webhookUrlProblem(url, { allowLoopback: true });
  return message === undefined ? [] : [{ path: 'target.url', code: 'invalid_url', message }];
}

function assertRoom(tables: MockTables, partner: PartnerRow | undefined): void {
  const own = [...exportersOf(tables).values()].filter((row) => row.partnerId === (partner?.id ?? null));
  if (own.length < LIMITS.orderExporters) return;
  const owner = partner ? `Partner ${partner.shown.partner_id}` : 'The operator';
  const message = `${owner} already has ${LIMITS.orderExporters} exporters: delete one first.`;
  throw new Problem('too_many_order_exporters', message);
}

function updateExporter(call: MockCall, exporter: ExporterRow, changes: UpdateOrderExporter): void {
  const { tables } = call;
  const { shown } = exporter;
  const { target, when, name, priority, enabled, next_flag } = changes;
  const owner = { kind: shown.kind, partnerId: exporter.partnerId };
  const described = describedFormat(tables, owner, changes.format);
  const settings = exporterSettings(shown.kind, changes, exporter.settings, described);
  const nextFlag = next_flag === undefined ? shown.next_flag : next_flag;
  const others = chained(tables).filter(({ exporterId }) => exporterId !== shown.exporter_id);
  assertChain({ partnerId: shown.when.partner_id, flag: when?.flag ?? shown.when.flag, nextFlag }, others);
  refuseSettings([...settingProblems(shown.kind, changes, settings), ...urlProblems(target?.url ?? null)]);
  const partner = shown.when.partner_id === null ? undefined : tables.partners.get(idNumber(shown.when.partner_id));
  const filter = when && filterOf(call, partner, { ...shown.when, ...when } as Filter);
  exporter.settings = settings;
  if (target?.headers !== undefined) exporter.headers = Object.keys(target.headers);
  changeShown(exporter, {
    ...{ name, priority, enabled, next_flag },
    ...(when && filter && { when: { ...shown.when, flag: when.flag ?? shown.when.flag, ...filter } }),
    retry: exporterRetry(changes.retry, shown.retry),
  });
}
