import { formatId, idNumber, type SalesChannelReference, salesChannelIdSchema } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';

/** Why a reference leads to no sales channel; `path` is the field of the reference. */
interface SalesChannelReferenceProblem {
  code: 'not_found' | 'sales_channel_type_mismatch';
  path: 'id' | 'type';
  message: string;
}

export type FoundSalesChannel = { number: number } | { problem: SalesChannelReferenceProblem };

/**
 * Finds the sales channels of a partner that references name, any number of them by one statement. An `id` that has the
 * form of a sales channel ID and is one counts as that, even where it is another channel's external ID. Another
 * partner's channel is not found.
 *
 * @returns for each reference, in their order, the channel's number or why there is none
 */
export async function findSalesChannels(
  em: UnitOfWork,
  partnerId: number,
  references: readonly SalesChannelReference[],
): Promise<FoundSalesChannel[]> {
  const names = [...new Set(references.map(({ id }) => id))].filter((id) => id.isWellFormed() && !id.includes('\0'));
  const numbers = names.filter((id) => salesChannelIdSchema.safeParse(id).success).map((id) => idNumber(id));
  const { rows } = await sqlOf(em).query<{ id: string; external_id: string | null; type: string }>(
    `select id, external_id, type from sales_channel where partner_id = $1
      and (id = any($2::bigint[]) or external_id in (select json_array_elements_text($3::json)))`,
    [partnerId, numbers, JSON.stringify(names)],
  );
  const byExternalId = rows.map((row) => [row.external_id, row] as const);
  const byId = rows.map((row) => [formatId('salesChannel', Number(row.id)) as string, row] as const);
  const channels = new Map([...byExternalId, ...byId]);
  return references.map((reference) => resultOf(reference, channels.get(reference.id)));
}

function resultOf(
  { id, type }: SalesChannelReference,
  channel: { id: string; type: string } | undefined,
): FoundSalesChannel {
  if (!channel) return { problem: { code: 'not_found', path: 'id', message: `Sales channel not found: ${id}` } };
  if (channel.type === type) return { number: Number(channel.id) };
  const message = `Sales channel ${id} is a ${channel.type}, not a ${type}.`;
  return { problem: { code: 'sales_channel_type_mismatch', path: 'type', message } };
}
