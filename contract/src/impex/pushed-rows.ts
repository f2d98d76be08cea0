import { MAPPED_FIELDS } from '../order-updates/feed-mapping.ts';
import { sentOrderUpdateSchema } from '../order-updates/order-update.ts';
import type { MappedUpdate } from '../order-updates/rules/map-push.ts';
import { UpdateRefused } from '../order-updates/rules/update-refused.ts';
import { shownText } from '../shared/text.ts';
import type { ImportProblem } from './import-problems.ts';

/** What a feed with a data descriptor says of itself, for the rows that are pushed to it. */
export interface RowFeed {
  /** `OF00001`: the IDs of its updates begin with it. */
  readonly id: string;
  readonly carrier: string | null;
  /** `DD00001`. */
  readonly descriptorId: string;
}

/** A row of a pushed file as the descriptor reads it. */
export interface PushedRow {
  readonly line: number;
  /** By their targets; null for a blank one. */
  readonly values: Readonly<Record<string, string | null | undefined>>;
  /** Why it cannot be read; none for a good one. */
  readonly problems: readonly Pick<ImportProblem, 'message'>[];
  /** Whether the descriptor is not about it. */
  readonly isLeftOut: boolean;
}

/** Problems that a message names. */
const SHOWN_PROBLEMS = 5;

/** What a row says, as a text of which the digest is taken: the same for the same row, whatever the order of columns. */
export function saidByRow({ values }: PushedRow): string {
  return JSON.stringify(sentUpdateOf(values));
}

/**
 * Maps a row of a pushed file to an update.
 *
 * @param digest of what the row says: the ID of an update for which it has none
 * @param receivedAt the time of an update for which it has none
 */
export function mapPushedRow(
  row: PushedRow,
  feed: RowFeed,
  { digest, receivedAt }: { digest: string; receivedAt: string },
): MappedUpdate {
  if (row.isLeftOut) return { isLeftOut: true };
  if (row.problems.length > 0)
    return refused(
      row,
      feed,
      row.problems.map(({ message }) => message),
    );
  const { update_id = digest, occurred_at, ...said } = sentUpdateOf(row.values);
  const parsed = sentOrderUpdateSchema.safeParse({
    update_id: `${feed.id}:${update_id}`,
    ...(feed.carrier === null ? {} : { carrier: feed.carrier }),
    ...said,
    occurred_at: occurred_at ?? receivedAt,
  });
  if (parsed.success) return { update: parsed.data, isTimed: occurred_at !== undefined };
  const problems = parsed.error.issues.map(({ path, message }) => [
    ...(path.length > 0 ? [path.join('.')] : []),
    message,
  ]);
  return refused(
    row,
    feed,
    problems.map((parts) => parts.join(': ')),
  );
}

function refused({ line }: PushedRow, { descriptorId }: RowFeed, problems: readonly string[]): MappedUpdate {
  const shown = shownText(problems.slice(0, SHOWN_PROBLEMS).join(' '));
  const message = `Line ${line} cannot be an order update. ${shown} Correct data descriptor ${descriptorId} and retry, or dismiss this and have a corrected row pushed.`;
  return { refusal: new UpdateRefused('mapping_failed', message) };
}

/** The fields of a row that are one item of an order update; the others are those of the update itself. */
const ITEM_FIELDS = ['order_item_id', 'sku'] as const;

/** The targets of rows that are order updates. */
export const ORDER_UPDATE_TARGETS: readonly string[] = [...MAPPED_FIELDS, ...ITEM_FIELDS, 'quantity'];

/** The order update of a row, not checked yet: blank values are left out. @param values by their targets */
export function sentUpdateOf(values: Readonly<Record<string, string | null | undefined>>): Record<string, unknown> {
  const given = (names: readonly string[]) =>
    names.flatMap((name): [string, unknown][] => (values[name] ? [[name, values[name]]] : []));
  const item = Object.fromEntries(given(ITEM_FIELDS));
  const quantity = values.quantity ? { quantity: plainNumber(values.quantity) } : {};
  const items = Object.keys(item).length > 0 || values.quantity ? { items: [{ ...item, ...quantity }] } : {};
  return { ...Object.fromEntries(given(MAPPED_FIELDS)), ...items };
}

/** NaN, which the schema refuses, for a text that is no whole number. */
function plainNumber(text: string): number {
  return /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
}
