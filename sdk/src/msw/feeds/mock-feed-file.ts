import { JobNotes, Problem } from '@commerce-integration/contract';
import type { FeedDelimiter, FeedLayout } from '@commerce-integration/contract/feed-file';
import {
  FeedFileError,
  type FeedRecord,
  FeedTextCheck,
  type RecordPlace,
  readFeedRecords,
} from '@commerce-integration/contract/feed-file';
import { LOST_FEED_FILE } from '@commerce-integration/contract/rules';
import { feedTextTools } from '../../validate-feed/csv-reader.ts';
import { unpackedPieces } from '../../validate-feed/file-pieces.ts';
import type { MockLimits } from '../mock-options.ts';

/** What a feed file holds, read once when it is accepted. */
export interface FeedFile {
  /** As they were checked. */
  bytes: Uint8Array<ArrayBuffer>;
  sha256: string;
  sizeBytes: number;
  delimiter: FeedDelimiter;
  /** The same unpacked. */
  text: Uint8Array;
  header: RecordPlace;
  layout: FeedLayout;
  notes: JobNotes;
  records: readonly FeedRecord[];
  /** Why the rest could not be read. */
  failure: FeedFileError | undefined;
}

/** Small files may be packed very well indeed; it is the large ones that a bomb is made of. */
const RATIO_APPLIES_FROM = 1024 * 1024;

/**
 * Checks a file as the server does when it is uploaded, and reads its rows.
 *
 * @throws Problem `invalid_file`, `payload_too_large`
 */
export async function readFeedFile(
  bytes: Uint8Array<ArrayBuffer>,
  isGzip: boolean,
  limits: MockLimits,
): Promise<FeedFile> {
  const check = new FeedTextCheck(feedTextTools, limits.feed_unpacked);
  const pieces: Uint8Array[] = [];
  for await (const piece of isGzip && bytes.length > 0 ? unpacked(bytes, limits.gzip_ratio) : [bytes]) {
    check.write(piece);
    pieces.push(piece);
  }
  const delimiter = check.end();
  const text = await new Blob(pieces as Uint8Array<ArrayBuffer>[]).arrayBuffer();
  const records = await readRecords(pieces, delimiter);
  return {
    bytes,
    sha256: await digest(bytes),
    sizeBytes: bytes.length,
    delimiter,
    text: new Uint8Array(text),
    ...records,
  };
}

async function readRecords(pieces: readonly Uint8Array[], delimiter: FeedDelimiter) {
  const records: FeedRecord[] = [];
  const found: Pick<FeedFile, 'header' | 'layout' | 'notes' | 'records' | 'failure'> = {
    header: { line: 1, begin: 0, end: 0 },
    layout: { width: 0, columns: {}, attributes: [] },
    notes: new JobNotes(),
    records,
    failure: undefined,
  };
  const handler = {
    header: (layout: FeedLayout, header: RecordPlace, notes: JobNotes) =>
      void Object.assign(found, { layout, header, notes }),
    record: (record: FeedRecord) => void records.push(record),
  };
  try {
    for await (const _ of readFeedRecords(streamOf(pieces), delimiter, handler, feedTextTools)) {
      // The handler has all there is.
    }
  } catch (error) {
    if (!(error instanceof FeedFileError)) throw error;
    found.failure = error;
  }
  return found;
}

async function* streamOf(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

async function* unpacked(bytes: Uint8Array<ArrayBuffer>, maxRatio: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const piece of unpackedPieces(streamOf([bytes]))) {
    size += piece.length;
    if (size > RATIO_APPLIES_FROM && size > bytes.length * maxRatio) {
      throw new Problem('payload_too_large', `The gzip file unpacks to more than ${maxRatio} times its size.`);
    }
    yield piece;
  }
}

/** Why the file that was checked cannot be read any more, by what stands in the storage now. */
export function lostFile(stored: Uint8Array | undefined, { bytes }: FeedFile): string | undefined {
  if (!stored) return LOST_FEED_FILE.gone;
  const same = stored.length === bytes.length && stored.every((byte, at) => byte === bytes[at]);
  return same ? undefined : LOST_FEED_FILE.replaced;
}

/** SHA-256, in hexadecimal digits. */
export async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
