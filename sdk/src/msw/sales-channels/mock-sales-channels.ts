import {
  type CreateSalesChannel,
  formatId,
  Problem,
  type SalesChannel,
  type UpdateSalesChannel,
} from '@commerce-integration/contract';
import { toPage } from '@commerce-integration/contract/rules';
import { newestFirst } from '../http/mock-lists.ts';
import type { FeatureHandlers, MockCall } from '../mock-call.ts';
import type { PartnerRow, SalesChannelRow } from '../mock-rows.ts';
import { assertActive, type MockTables, visibleRows } from '../mock-tables.ts';
import { actingPartner } from '../partners/mock-acting-partner.ts';
import { partnerFilter } from '../partners/mock-partner-rows.ts';
import { getSalesChannel } from './mock-find-sales-channels.ts';

export const salesChannelHandlers: FeatureHandlers<'salesChannels'> = {
  createSalesChannel: (call) =>
    call.once(() => ({ status: 201, body: presentSalesChannel(newSalesChannel(call, call.body)) })),

  listSalesChannels: ({ query, tables, caller }) => {
    const ofPartner = partnerFilter(tables, query.partner_name);
    const rows = visibleRows(tables.salesChannels, caller).filter(
      (row) =>
        ofPartner(row) &&
        (query.type === undefined || row.type === query.type) &&
        (query.external_id === undefined || row.externalId === query.external_id),
    );
    const page = newestFirst(rows, query.cursor, 'SC');
    const cursorOf = (row: SalesChannelRow) => formatId('salesChannel', row.id);
    return { status: 200, body: toPage(page, query.limit, presentSalesChannel, cursorOf) };
  },

  getSalesChannel: (call) => ({
    status: 200,
    body: presentSalesChannel(getSalesChannel(call, call.params.sales_channel_id)),
  }),

  updateSalesChannel: (call) => ({
    status: 200,
    body: presentSalesChannel(updateSalesChannel(call, call.params, call.body)),
  }),
};

function newSalesChannel({ tables, caller }: MockCall, input: CreateSalesChannel): SalesChannelRow {
  const partner = partnerOf(tables, caller, input.partner_id);
  assertExternalIdFree(tables, partner.id, input.external_id);
  const now = new Date();
  const row: SalesChannelRow = {
    id: tables.next('salesChannel'),
    partnerId: partner.id,
    name: input.name,
    type: input.type,
    externalId: input.external_id ?? null,
    createdAt: now,
    updatedAt: now,
  };
  tables.salesChannels.set(row.id, row);
  return row;
}

function partnerOf(tables: MockTables, caller: MockCall['caller'], partner_id: string | undefined): PartnerRow {
  const named = caller.partner || partner_id !== undefined;
  const partner = named ? actingPartner(tables, caller, { partner_id }) : undefined;
  if (partner) return partner;
  const message = 'partner_id is required: the operator names the partner.';
  throw new Problem('validation_failed', message, { errors: [{ path: 'partner_id', code: 'invalid', message }] });
}

function updateSalesChannel(
  call: MockCall,
  { sales_channel_id }: { sales_channel_id: string },
  changes: UpdateSalesChannel,
): SalesChannelRow {
  const { tables } = call;
  const channel = getSalesChannel(call, sales_channel_id);
  const partner = tables.partners.get(channel.partnerId);
  if (partner) assertActive(partner);
  assertExternalIdFree(tables, channel.partnerId, changes.external_id, channel);
  const { name = channel.name, type = channel.type, external_id: externalId = channel.externalId } = changes;
  const isSame = name === channel.name && type === channel.type && externalId === channel.externalId;
  return Object.assign(channel, { name, type, externalId }, isSame ? {} : { updatedAt: new Date() });
}

/** @throws Problem `external_id_taken` */
function assertExternalIdFree(
  { salesChannels }: MockTables,
  partnerId: number,
  externalId: string | null | undefined,
  but?: SalesChannelRow,
): void {
  if (externalId === undefined || externalId === null) return;
  const isTaken = [...salesChannels.values()].some(
    (row) => row !== but && row.partnerId === partnerId && row.externalId === externalId,
  );
  if (!isTaken) return;
  const message = `Another sales channel of the partner has the external_id ${externalId} already.`;
  throw new Problem('external_id_taken', message, {
    errors: [{ path: 'external_id', code: 'external_id_taken', message }],
  });
}

function presentSalesChannel(row: SalesChannelRow): SalesChannel {
  return {
    sales_channel_id: formatId('salesChannel', row.id),
    partner_id: formatId('partner', row.partnerId),
    name: row.name,
    type: row.type,
    external_id: row.externalId,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
