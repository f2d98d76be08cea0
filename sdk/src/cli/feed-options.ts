import type { FeedFields } from '../internal/types/wire-types.ts';
import type { Arguments } from './arguments.ts';
import type { CommandCall } from './command.ts';
import type { CommandOption } from './command-shape.ts';
import { UsageError } from './exit-codes.ts';

/** Options of all commands that send a feed. */
export const FEED_OPTIONS: Readonly<Record<string, CommandOption>> = {
  'partner-name': { value: 'NAME', help: "the partner of the feed; optional with a partner's key" },
  'partner-id': { value: 'ID', help: 'the partner of the feed, by ID' },
  full: { help: 'a full feed: products that it does not contain become discontinued' },
  'max-error-ratio': { value: 'RATIO', help: 'fail the load if more than this share of rows, 0 to 1, is rejected' },
  'max-removed-ratio': {
    value: 'RATIO',
    help: 'fail a full feed that would discontinue more than this share of products, 0 to 1; default: 0.5',
  },
  'validate-only': { help: 'check the feed and report what would change, but write nothing' },
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

/** The partner of a feed must be given if the key is not a partner's. @throws UsageError; ApiError for a key that is refused */
export async function assertPartnerKnown(
  { client, signal }: CommandCall,
  { partner_name, partner_id }: FeedFields,
): Promise<void> {
  if (partner_name !== undefined || partner_id !== undefined) return;
  const { kind } = await (await client()).me({ signal });
  if (kind === 'operator')
    throw new UsageError("This is an operator's key: specify the partner of the feed with --partner-name.");
}
