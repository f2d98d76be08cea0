import type { DataGroup } from '../internal/types/wire-types.ts';
import type { CommandCall } from './command.ts';
import { UsageError } from './exit-codes.ts';

/** The ID of the data group that an operand names, by its ID or its name. @throws UsageError for none, or several */
export async function groupIdOf({ client, signal }: CommandCall, operand: string): Promise<string> {
  const { dataGroups } = await client();
  if (/^DG\d+$/.test(operand)) return operand;
  const found: DataGroup[] = [];
  for await (const group of dataGroups.list({ limit: 100 }, { signal })) if (group.name === operand) found.push(group);
  const [first, ...others] = found;
  if (!first) throw new UsageError(`There is no data group ${operand}. To list data groups: commerce data-groups list`);
  if (others.length === 0) return first.data_group_id;
  const which = found.map(({ data_group_id, partner_name }) => `${data_group_id} (${partner_name})`).join(', ');
  throw new UsageError(`Several data groups are named ${operand}: ${which}. Give the ID.`);
}
