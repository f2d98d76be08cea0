import { formatId, idNumber, type SalesChannelReference, salesChannelIdSchema } from '@commerce-integration/contract';
import { channelReferenced, type ReferenceProblem } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';

export type FoundSalesChannel = { number: number } | { problem: ReferenceProblem };

/**
 * Finds the sales channels of a partner by references, with one statement for all. An `id` that is a valid sales
 * channel ID takes precedence, even if it is also another channel's external ID. Channels of other partners are not
 * found.
 *
 * @returns for each reference, in order, the channel's number or the problem
 */
export async function findSalesChannels(
  em: UnitOfWork,
  partnerId: number,
  references: readonly SalesChannelReference[],
): Promise<FoundSalesChannel[]> {
  const channels = await channelsNamed(
    em,
    partnerId,
    references.map(({ id }) => id),
  );
  return references.map((reference) => resultOf(reference, channels.get(reference.id)));
}

/**
 * Like {@link findSalesChannels}, for plain IDs or external IDs.
 *
 * @returns the numbers of the existing ones, by the given names
 */
export async function findSalesChannelsNamed(
  em: UnitOfWork,
  partnerId: number,
  ids: readonly string[],
): Promise<Map<string, number>> {
  const channels = await channelsNamed(em, partnerId, ids);
  return new Map([...channels].map(([name, { id }]) => [name, Number(id)]));
}

interface ChannelRow {
  id: string;
  external_id: string | null;
  type: string;
}

/** Channels by their IDs and external IDs. */
async function channelsNamed(
  em: UnitOfWork,
  partnerId: number,
  ids: readonly string[],
): Promise<Map<string, ChannelRow>> {
  const names = [...new Set(ids)].filter((id) => id.isWellFormed() && !id.includes('\0'));
  const numbers = names.filter((id) => salesChannelIdSchema.safeParse(id).success).map((id) => idNumber(id));
  const { rows } = await sqlOf(em).query<ChannelRow>(
    `select id, external_id, type from sales_channel where partner_id = $1
      and (id = any($2::bigint[]) or external_id in (select json_array_elements_text($3::json)))`,
    [partnerId, numbers, JSON.stringify(names)],
  );
  const byExternalId = rows.flatMap((row) => (row.external_id === null ? [] : [[row.external_id, row] as const]));
  const byId = rows.map((row) => [formatId('salesChannel', Number(row.id)) as string, row] as const);
  return new Map([...byExternalId, ...byId]);
}

function resultOf(
  reference: SalesChannelReference,
  channel: { id: string; type: string } | undefined,
): FoundSalesChannel {
  const found = channelReferenced(reference, channel);
  return 'problem' in found ? found : { number: Number(found.channel.id) };
}
