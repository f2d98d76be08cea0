import { isNotice } from '../order-updates/rules/read-notice.ts';
import { UpdateRefused } from '../order-updates/rules/update-refused.ts';
import { LIMITS } from '../shared/limits.ts';
import { Problem } from '../shared/problem.ts';
import { shownText } from '../shared/text.ts';
import type { DataDefinition } from './descriptors.ts';
import type { ImportFormat } from './formats.ts';

/** The content types of pushed files, by format. */
const FILE_TYPES: Readonly<Record<ImportFormat, readonly string[]>> = {
  csv: ['text/csv', 'text/tab-separated-values'],
  jsonl: ['application/x-ndjson', 'application/jsonl', 'application/json'],
  xml: ['application/xml', 'text/xml'],
  xlsx: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
};
/** Accepted for each format: a sender may not know the file's type. */
const ANY_FILE = 'application/octet-stream';

/**
 * Checks that a feed of order updates can read a push with a content type. For a file, `charset` is ignored: the
 * descriptor sets the encoding.
 *
 * @param format of the feed's data descriptor; undefined for a feed with a mapping
 * @throws Problem `unsupported_media_type`
 */
export function assertPushable(contentType: string, format: ImportFormat | undefined): void {
  if (format === undefined) {
    if (isNotice(contentType)) return;
    const wanted = 'application/json, application/xml or application/x-www-form-urlencoded';
    throw new Problem('unsupported_media_type', `Send the body as ${wanted}.`);
  }
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const types = FILE_TYPES[format];
  if (types.includes(type) || type === ANY_FILE || (format === 'xml' && type.endsWith('+xml'))) return;
  const wanted = `${types.join(', ')} or ${ANY_FILE}`;
  throw new Problem(
    'unsupported_media_type',
    `The feed takes files of the format ${format}: send the body as ${wanted}.`,
  );
}

/** Why a feed of order updates cannot use a data descriptor; undefined if it can. @param id of the descriptor */
export function feedDescriptorProblem(
  { entity, direction }: Pick<DataDefinition, 'entity' | 'direction'>,
  id: string,
): string | undefined {
  if (entity === 'order_update' && direction === 'import') return undefined;
  return `Data descriptor ${id} is for ${direction}s of ${entity}: a feed takes one for imports of order_update.`;
}

/** The refusal to change a data descriptor that a feed of order updates uses. */
export function usedByFeed(id: string, feedId: string): Problem {
  const remedy = 'give the feed a mapping or another data descriptor first';
  return new Problem('conflict', `Order update feed ${feedId} uses data descriptor ${id}: ${remedy}.`);
}

/** The refusal of a pushed file that cannot be read. @param why as a sentence @param id of the data descriptor */
export function unreadableFile(why: string, id: string): UpdateRefused {
  const message = `The push cannot be read with data descriptor ${id}. ${shownText(why)} Correct the descriptor and retry, or dismiss this and have a corrected file pushed.`;
  return new UpdateRefused('payload_unreadable', message);
}

/** The refusal of a pushed file without rows. @param id of the data descriptor */
export function noRowsPushed(id: string): UpdateRefused {
  const message = `Data descriptor ${id} finds no rows in the push: correct it and retry, or dismiss the update.`;
  return new UpdateRefused('mapping_failed', message);
}

/** The refusal of a pushed file with too many rows. */
export function tooManyRowsPushed(): UpdateRefused {
  const message = `The pushed file has over ${LIMITS.pushedUpdates} rows: dismiss this update and have the file pushed in parts.`;
  return new UpdateRefused('mapping_failed', message);
}
