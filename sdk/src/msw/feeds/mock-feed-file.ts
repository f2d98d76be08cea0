import { Problem } from '@commerce-integration/contract';
import type { FeedDelimiter, RowProblem } from '@commerce-integration/contract/feed-file';
import { FeedFileError, FeedTextCheck, readFeedRecords } from '@commerce-integration/contract/feed-text';
import { LOST_FEED_FILE } from '@commerce-integration/contract/rules';
import { feedTextTools } from '../../validate-feed/csv-reader.ts';
import { unpackedPieces } from '../../validate-feed/file-pieces.ts';
import type { MockLimits } from '../mock-options.ts';

/** A row of a feed file; its cells are a guess where its quotes are wrong. */
interface FeedRecord {
  cells: readonly string[];
  line: number;
  problem?: RowProblem;
}

/** What a feed file holds, read once when it is accepted. */
export interface FeedFile {
  /** As they were checked. */
  bytes: Uint8Array<ArrayBuffer>;
  sha256: string;
  sizeBytes: number;
  delimiter: FeedDelimiter;
  /** Unpacked, with its byte order mark. */
  text: string;
  header: { names: readonly string[]; line: number };
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
    text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(text),
    ...records,
  };
}

async function readRecords(pieces: readonly Uint8Array[], delimiter: FeedDelimiter) {
  const records: FeedRecord[] = [];
  const found: Pick<FeedFile, 'header' | 'records' | 'failure'> = {
    header: { names: [], line: 1 },
    records,
    failure: undefined,
  };
  const handler = {
    header: (names: string[], line: number) => {
      found.header = { names, line };
    },
    record: (cells: string[], line: number) => void records.push({ cells, line }),
    misquoted: (cells: string[], line: number, problem: RowProblem) => void records.push({ cells, line, problem }),
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
