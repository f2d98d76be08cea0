import type { z } from 'zod';
import { LIMITS } from '../../shared/limits.ts';
import { cutText } from '../../shared/text.ts';
import type { FeedMapping } from '../feed-mapping.ts';
import { type SentOrderUpdate, sentOrderUpdateSchema } from '../order-update.ts';
import { entriesOf, type Pushed, readPath, readText } from './read-path.ts';
import { UpdateRefused } from './update-refused.ts';

/** The fields of a feed that mapping depends on. */
export interface MappingFeed {
  /** For example `OF00001`: the prefix of its updates' IDs. */
  readonly id: string;
  readonly carrier: string | null;
  readonly mapping: FeedMapping;
}

/** A mapped update, or why it could not be mapped; or a marker that the notice is out of the feed's scope. */
export type MappedUpdate =
  | { readonly update: SentOrderUpdate; readonly isTimed: boolean }
  | { readonly refusal: UpdateRefused }
  | { readonly isLeftOut: true };

/**
 * The notices in a push: each becomes an update.
 *
 * @throws UpdateRefused `mapping_failed` where there are none, or too many
 */
export function noticesOf(pushed: Pushed, { each }: FeedMapping): readonly Pushed[] {
  const notices = each === undefined ? [pushed] : entriesOf(readPath(pushed, each));
  if (notices.length === 0)
    throw new UpdateRefused(
      'mapping_failed',
      `There is nothing at ${each}: correct \`each\` of the mapping, and retry.`,
    );
  if (notices.length <= LIMITS.pushedUpdates) return notices;
  const message = `${notices.length} updates were pushed together: the limit is ${LIMITS.pushedUpdates}.`;
  throw new UpdateRefused('mapping_failed', message);
}

/** The refusal of a push for a data descriptor, after the feed was changed to a mapping. */
export function pushedForDescriptor(contentType: string): UpdateRefused {
  const message = `A mapping reads JSON, XML and forms, but this was pushed as ${contentType}: set a data descriptor for the feed and retry, or dismiss this update.`;
  return new UpdateRefused('payload_unreadable', message);
}

/** The refusal of an update whose notice is no longer found, because the feed was changed. */
export function noticeMissing(): UpdateRefused {
  return new UpdateRefused(
    'mapping_failed',
    'The feed no longer finds this notice in the push: correct `each` of its mapping, or its data descriptor, and retry, or dismiss it.',
  );
}

/**
 * Maps a notice to an update.
 *
 * @param digest of the notice: the ID of an update without a mapped one
 * @param receivedAt the time of an update without a mapped one
 */
export function mapNotice(
  notice: Pushed,
  { id, carrier, mapping }: MappingFeed,
  { digest, receivedAt }: { digest: string; receivedAt: string },
): MappedUpdate {
  try {
    const { update_id, status, occurred_at, ...texts } = textsAt(notice, mapping.fields);
    const lines = linesOf(notice, mapping);
    const said = {
      update_id: `${id}:${update_id ?? digest}`,
      ...(carrier === null ? {} : { carrier }),
      ...texts,
      ...statusOf(status, mapping),
      ...(lines.length > 0 ? { lines } : {}),
      occurred_at: occurred_at === undefined ? receivedAt : timeOf(occurred_at),
    };
    const parsed = sentOrderUpdateSchema.safeParse(said);
    if (!parsed.success) return { refusal: new UpdateRefused('mapping_failed', sentenceOf(parsed.error, mapping)) };
    return { update: parsed.data, isTimed: occurred_at !== undefined };
  } catch (error) {
    if (error instanceof UpdateRefused) return { refusal: error };
    throw error;
  }
}

function textsAt<N extends string>(from: Pushed, paths: { readonly [name in N]?: string | undefined }) {
  const texts: { [name in N]?: string } = {};
  for (const [name, path] of Object.entries(paths) as [N, string | undefined][]) {
    const text = path === undefined ? undefined : readText(from, path);
    if (text !== undefined) texts[name] = text;
  }
  return texts;
}

/** @throws UpdateRefused `status_unknown` */
function statusOf(word: string | undefined, { statuses = {}, fields }: FeedMapping): Pick<SentOrderUpdate, 'status'> {
  if (word === undefined) return {};
  if (!Object.hasOwn(statuses, word))
    throw new UpdateRefused(
      'status_unknown',
      `The word ${cutText(word, 100)} at ${fields.status} is not in \`statuses\` of the mapping: add it, and retry.`,
    );
  const status = statuses[word] ?? null;
  return status === null ? {} : { status };
}

function linesOf(notice: Pushed, { lines }: FeedMapping) {
  if (!lines) return [];
  return entriesOf(readPath(notice, lines.each)).map((line) => {
    const { quantity, delivered_quantity, rejected, ...texts } = textsAt(line, lines.fields);
    const times = (['estimated_from', 'estimated_until', 'confirmed_at'] as const).flatMap((name) => {
      const text = texts[name];
      return text === undefined ? [] : [[name, timeOf(text)] as const];
    });
    return {
      ...texts,
      ...Object.fromEntries(times),
      ...(quantity === undefined ? {} : { quantity: Number(quantity) }),
      ...(delivered_quantity === undefined ? {} : { delivered_quantity: Number(delivered_quantity) }),
      ...(rejected === undefined ? {} : { rejected: /^(?:true|1|yes|y)$/i.test(rejected) }),
    };
  });
}

/** Converts a time to the format of updates; accepts seconds or milliseconds since 1970. */
function timeOf(text: string): string {
  if (!/^\d{10}(?:\d{3})?$/.test(text)) return text;
  return new Date(Number(text) * (text.length === 10 ? 1_000 : 1)).toISOString();
}

/** The problems of a mapped update, with the paths of the fields. */
function sentenceOf(error: z.ZodError, { fields }: FeedMapping): string {
  const paths = fields as Readonly<Record<string, string | undefined>>;
  const problems = error.issues.slice(0, 5).map(({ path, message }) => {
    const [field] = path;
    if (field === undefined) return message;
    const place = paths[String(field)];
    return `${path.join('.')}${place === undefined ? '' : ` (at ${place})`}: ${message}`;
  });
  return `The push is not a valid update. ${problems.join(' ')}`;
}
