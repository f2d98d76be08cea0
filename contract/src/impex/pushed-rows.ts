import { MAPPED_FIELDS } from '../order-updates/feed-mapping.ts';
import { sentOrderUpdateSchema } from '../order-updates/order-update.ts';
import type { MappedUpdate } from '../order-updates/rules/map-push.ts';
import { UpdateRefused } from '../order-updates/rules/update-refused.ts';
import { shownText } from '../shared/text.ts';
import type { ImportProblem } from './import-problems.ts';

/** The fields of a feed with a data descriptor that pushed rows depend on. */
export interface RowFeed {
  /** For example `OF00001`: the prefix of its updates' IDs. */
  readonly id: string;
  readonly carrier: string | null;
  /** For example `DD00001`. */
  readonly descriptorId: string;
}

/** A row of a pushed file, read by the descriptor. */
export interface PushedRow {
  readonly line: number;
  /** By target; null for a blank one. */
  readonly values: Readonly<Record<string, string | null | undefined>>;
  /** Why it is invalid; empty for a valid one. */
  readonly problems: readonly Pick<ImportProblem, 'message'>[];
  /** Whether the row is outside the descriptor's scope. */
  readonly isLeftOut: boolean;
}

/** The most problems in a message. */
const SHOWN_PROBLEMS = 5;

/** The content of a row as a text for its digest: equal for equal rows, whatever the order of columns. */
export function saidByRow({ values }: PushedRow): string {
  return JSON.stringify(sentUpdateOf(values));
}

/**
 * Maps a row of a pushed file to an update.
 *
 * @param digest of the row's content: the ID of an update without one
 * @param receivedAt the time of an update without one
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

/** The fields of a row that belong to an item of the update; all others belong to the update itself. */
const ITEM_FIELDS = ['order_item_id', 'sku'] as const;

/** The targets of rows that are order updates. */
export const ORDER_UPDATE_TARGETS: readonly string[] = [...MAPPED_FIELDS, ...ITEM_FIELDS, 'quantity'];

/** The order update of a row, not validated yet, without blank values. @param values by target */
export function sentUpdateOf(values: Readonly<Record<string, string | null | undefined>>): Record<string, unknown> {
  const given = (names: readonly string[]) =>
    names.flatMap((name): [string, unknown][] => (values[name] ? [[name, values[name]]] : []));
  const item = Object.fromEntries(given(ITEM_FIELDS));
  const quantity = values.quantity ? { quantity: plainNumber(values.quantity) } : {};
  const items = Object.keys(item).length > 0 || values.quantity ? { items: [{ ...item, ...quantity }] } : {};
  return { ...Object.fromEntries(given(MAPPED_FIELDS)), ...items };
}

/** NaN, which the schema refuses, for a text that is not a whole number. */
function plainNumber(text: string): number {
  return /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
}
