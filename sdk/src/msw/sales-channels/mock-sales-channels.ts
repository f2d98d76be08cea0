import { formatId, idNumber, Problem, type SalesChannelReference } from '@commerce-integration/contract';
import {
  type ChannelProblem,
  channelNotFound,
  channelOfPartner,
  channelReferenced,
} from '@commerce-integration/contract/rules';
import type { FeatureHandlers, Seen } from '../http/mock-call.ts';
import { actingPartnerById, assertActiveRow } from '../partners/mock-acting-partner.ts';
import { listRows } from '../store/mock-lists.ts';
import type { PartnerRow, SalesChannelRow } from '../store/mock-rows.ts';
import { changeShown, getRow, keep, type MockTables, visibleRow } from '../store/mock-tables.ts';

export const salesChannelHandlers: FeatureHandlers<'salesChannels'> = {
  createSalesChannel: (call) =>
    call.once(() => {
      const { tables, body } = call;
      const partner = actingPartnerById(call, body.partner_id);
      assertExternalIdFree(tables, partner.id, body.external_id);
      const id = tables.next('salesChannel');
      const created_at = new Date().toISOString();
      const shown = {
        sales_channel_id: formatId('salesChannel', id),
        partner_id: partner.shown.partner_id,
        name: body.name,
        type: body.type,
        external_id: body.external_id ?? null,
        created_at,
        updated_at: created_at,
      };
      return { status: 201, body: keep(tables.salesChannels, { id, partnerId: partner.id, shown }).shown };
    }),

  listSalesChannels: (call) => ({
    status: 200,
    body: listRows(call, call.tables.salesChannels, 'salesChannel', ({ shown }) => shown),
  }),

  getSalesChannel: (call) => ({ status: 200, body: getSalesChannel(call, call.params.sales_channel_id).shown }),

  updateSalesChannel: (call) => {
    const channel = getSalesChannel(call, call.params.sales_channel_id);
    assertActiveRow(call.tables.partners.get(channel.partnerId));
    assertExternalIdFree(call.tables, channel.partnerId, call.body.external_id, channel);
    changeShown(channel, call.body);
    return { status: 200, body: channel.shown };
  },
};

/** @throws Problem `external_id_taken` */
function assertExternalIdFree(
  { salesChannels }: MockTables,
  partnerId: number,
  externalId: string | null | undefined,
  but?: SalesChannelRow,
): void {
  const isTaken = [...salesChannels.values()].some(
    (row) => row !== but && row.partnerId === partnerId && row.shown.external_id === externalId,
  );
  if (!isTaken || externalId === undefined || externalId === null) return;
  const [code, path] = ['external_id_taken', 'external_id'] as const;
  const message = `Another sales channel of the partner has the external_id ${externalId} already.`;
  throw new Problem(code, message, { errors: [{ path, code, message }] });
}

/** @throws Problem `not_found` */
export function getSalesChannel({ tables, caller }: Seen, id: string): SalesChannelRow {
  return getRow(tables.salesChannels, caller, id, channelNotFound(id));
}

/**
 * The channel that a body names together with products of a partner, or the problem with it. Undefined where it names
 * none.
 */
export function findSalesChannelOf(
  { tables, caller }: Seen,
  partner: PartnerRow,
  id: string | undefined,
): { id: number | null; problem?: ChannelProblem } {
  if (id === undefined) return { id: null };
  const channel = visibleRow(tables.salesChannels, caller, idNumber(id));
  const found = channelOfPartner(id, channel, { id: partner.id, name: partner.shown.partner_name });
  return 'problem' in found ? { id: null, ...found } : { id: found.channel.id };
}

/** The channel that an operation names by its ID or its external ID, or the problem with the reference. */
export function findReferencedChannel({ salesChannels }: MockTables, partnerId: number, named: SalesChannelReference) {
  const own = [...salesChannels.values()].filter((row) => row.partnerId === partnerId);
  const channel =
    own.find(({ shown }) => shown.sales_channel_id === named.id) ??
    own.find(({ shown }) => shown.external_id === named.id);
  return channelReferenced(named, channel && { id: channel.id, type: channel.shown.type });
}
