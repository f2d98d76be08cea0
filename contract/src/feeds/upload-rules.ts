import { formatId, idNumber } from '../shared/ids.ts';
import { LIMITS } from '../shared/limits.ts';
import { Problem } from '../shared/problem.ts';

const NAME_LENGTH = 100;

/** The prefix of the object keys of all raw files. */
export const FEED_OBJECTS = 'raw/partners/';
const KEY = /^raw\/partners\/[^/]+\/feeds\/(FD\d{5,15})\/[^/]+$/;

/**
 * The object key of a feed's raw file: `raw/partners/{slug}/feeds/{feed_id}/{file_name}`, in ASCII whatever the names
 * are.
 */
export function feedObjectKey(partnerName: string, feedNumber: number, fileName: string): string {
  return `${FEED_OBJECTS}${slug(partnerName)}/feeds/${formatId('feed', feedNumber)}/${safeName(fileName)}`;
}

/** The number of the feed in the object key of a raw file; undefined for any other key. */
export function feedOfObjectKey(key: string): number | undefined {
  const [, id] = KEY.exec(key) ?? [];
  return id === undefined ? undefined : idNumber(id);
}

function slug(name: string): string {
  const words = plain(name)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return words.replace(/^-|-$/g, '').slice(0, NAME_LENGTH) || 'partner';
}

function safeName(fileName: string): string {
  const ending = /\.csv(\.gz)?$/i.exec(fileName)?.[0] ?? '';
  const stem = plain(fileName.slice(0, fileName.length - ending.length)).replace(/[^A-Za-z0-9._-]+/g, '_');
  return `${stem.replace(/^\.+/, '').slice(0, NAME_LENGTH) || 'feed'}${ending.toLowerCase()}`;
}

/** Removes the accents of letters. */
function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}+/gu, '');
}

/** The messages for a checked file of a feed that cannot be read any more. */
export const LOST_FEED_FILE = {
  gone: 'The stored file is gone: upload the feed again.',
  replaced:
    'The stored file is not the one that was checked: another one was put after the upload was completed. Upload the feed again.',
} as const;

/** @param open number of the partner's open uploads @throws Problem `too_many_open_uploads` */
export function assertMayOpenUpload(open: number): void {
  if (open < LIMITS.openUploads) return;
  throw new Problem(
    'too_many_open_uploads',
    `${LIMITS.openUploads} uploads are open: complete them, or wait until their URLs run out.`,
  );
}

const LEAST_PART_BYTES = 64 * 1024 * 1024;
const MOST_PARTS = 10_000;

/** The sizes in bytes of the parts of a file that is too large for one PUT. */
export function partSizes(size: number, maxPutBytes: number): number[] {
  const each = Math.min(maxPutBytes, Math.max(LEAST_PART_BYTES, Math.ceil(size / MOST_PARTS)));
  const count = Math.ceil(size / each);
  return Array.from({ length: count }, (_, index) => (index + 1 < count ? each : size - each * (count - 1)));
}

/**
 * Checks that all parts of a file are named, so that none is left out of it.
 *
 * @param count the announced number of parts
 * @throws Problem `upload_mismatch`
 */
export function assertAllParts(count: number, named: readonly { part_number: number }[]): void {
  const numbers = new Set(named.map(({ part_number }) => part_number));
  const missing = Array.from({ length: count }, (_, index) => index + 1).find((number) => !numbers.has(number));
  if (missing === undefined && named.length === count) return;
  const wrong = missing === undefined ? `${named.length} are named` : `part ${missing} is missing`;
  throw new Problem('upload_mismatch', `The file was announced in ${count} parts: name each of them once; ${wrong}.`);
}

/**
 * Checks that an uploaded file matches what its sender declared.
 *
 * @param inParts whether it was joined from parts, which can then not be sent again
 * @throws Problem `upload_mismatch`
 */
export function assertAsSaid<T>(what: 'size' | 'sha256', said: T | undefined, found: T, inParts: boolean): void {
  if (said === undefined || said === found) return;
  const advice = inParts
    ? 'complete it with what it is, or upload the file as a new feed, since its parts are joined'
    : 'put it again';
  throw new Problem('upload_mismatch', `The uploaded file's ${what} is ${found}, not ${said}: ${advice}.`);
}
