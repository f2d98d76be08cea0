import { JobNotes, Problem } from '@commerce-integration/contract';
import {
  FeedFileError,
  type FeedRecord,
  FeedTextCheck,
  readFeedRecords,
} from '@commerce-integration/contract/feed-file';
import { feedTextTools } from '../../validate-feed/csv-reader.ts';
import { unpackedPieces } from '../../validate-feed/file-pieces.ts';
import type { MockLimits } from '../options/mock-options.ts';
import type { FeedFile } from '../store/mock-rows.ts';

/** Small files may have very high ratios without being a decompression bomb. */
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
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for await (const piece of isGzip && bytes.length > 0 ? unpacked(bytes, limits.gzip_ratio) : [bytes]) {
    check.write(piece);
    pieces.push(piece as Uint8Array<ArrayBuffer>);
  }
  const records: FeedRecord[] = [];
  const file: FeedFile = {
    bytes,
    sha256: await digest(bytes),
    delimiter: check.end(),
    text: new Uint8Array(await new Blob(pieces).arrayBuffer()),
    header: { line: 1, begin: 0, end: 0 },
    layout: { width: 0, columns: {}, attributes: [] },
    notes: new JobNotes(),
    records,
    failure: undefined,
  };
  const handler: Parameters<typeof readFeedRecords>[2] = {
    header: (layout, header, notes) => void Object.assign(file, { layout, header, notes }),
    record: (record) => void records.push(record),
  };
  try {
    for await (const _ of readFeedRecords(streamOf(pieces), file.delimiter, handler, feedTextTools)) {
      // The handler collects the results.
    }
  } catch (error) {
    if (!(error instanceof FeedFileError)) throw error;
    file.failure = error;
  }
  return file;
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

/** SHA-256, in hexadecimal digits. */
export async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
