import type { FeedFields } from '../internal/types/wire-types.ts';
import type { Arguments } from './arguments.ts';
import type { CommandCall } from './command.ts';
import type { CommandOption } from './command-shape.ts';
import { UsageError } from './exit-codes.ts';

/** Options of all commands that send a feed. */
export const FEED_OPTIONS: Readonly<Record<string, CommandOption>> = {
  'partner-name': { value: 'NAME', help: "whose feed it is; a partner's key may leave it out" },
  'partner-id': { value: 'ID', help: 'the same by ID' },
  full: { help: 'a full feed: products that it does not name become discontinued' },
  'max-error-ratio': { value: 'RATIO', help: 'more rejected rows than this share, 0 to 1, fail the load' },
  'max-removed-ratio': {
    value: 'RATIO',
    help: 'a full feed that discontinues more products than this share, 0 to 1, fails; 0.5',
  },
  'validate-only': { help: 'runs the same path, reports what would change, and writes nothing' },
};

/** The fields of an upload, from the options. @throws UsageError */
export function feedFields(given: Arguments): FeedFields {
  return {
    partner_name: given.text('partner-name'),
    partner_id: given.text('partner-id'),
    mode: given.flag('full') ? 'full' : undefined,
    max_error_ratio: given.number('max-error-ratio'),
    max_removed_ratio: given.number('max-removed-ratio'),
    validate_only: given.flag('validate-only') || undefined,
  };
}

/** Whose feed it is has to be said where the key is not a partner's. @throws UsageError; ApiError for a key that is refused */
export async function assertPartnerKnown(
  { client, signal }: CommandCall,
  { partner_name, partner_id }: FeedFields,
): Promise<void> {
  if (partner_name !== undefined || partner_id !== undefined) return;
  const { kind } = await (await client()).me({ signal });
  if (kind === 'operator') throw new UsageError("The key is the operator's: say whose feed it is by --partner-name.");
}
