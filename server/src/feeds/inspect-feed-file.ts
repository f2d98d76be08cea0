import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { Problem } from '@commerce-integration/contract';
import { type FeedDelimiter, FeedTextCheck, isGzipName } from '@commerce-integration/contract/feed-file';
import { parseText } from '../catalog/load/feed-file-reader.ts';
import type { FileCheck } from '../uploads/check-upload.ts';
import { FeedUnpacker } from './feed-unpacker.ts';

export interface FeedFileLimits {
  /** Largest size of the file as sent, in bytes. */
  maxBytes: number;
  /** The message for a file over `maxBytes`. */
  tooLarge: string;
  /** Largest unpacked size in bytes. */
  maxTextBytes: number;
  /** Largest number of unpacked bytes for each packed byte. */
  maxGzipRatio: number;
}

/** Facts about a checked file. */
export interface FeedFileFacts {
  sizeBytes: number;
  sha256: string;
  delimiter: FeedDelimiter;
}

/**
 * Passes a feed file's bytes on, unchanged, while checking the UTF-8 encoding, the required columns of the header, and
 * the limits. Never holds the whole file in memory.
 *
 * @param found is called with the facts after the last byte
 * @throws Problem `invalid_file`, `payload_too_large`
 */
async function* inspectFeedFile(
  source: AsyncIterable<Buffer>,
  gzip: boolean,
  limits: FeedFileLimits,
  found: (facts: FeedFileFacts) => void,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  const text = new FeedTextCheck({ isUtf8, parseText }, limits.maxTextBytes);
  const unpacker = gzip ? new FeedUnpacker((piece) => text.write(piece), limits.maxGzipRatio) : undefined;
  let sizeBytes = 0;
  try {
    for await (const chunk of source) {
      sizeBytes += chunk.length;
      if (sizeBytes > limits.maxBytes) throw new Problem('payload_too_large', limits.tooLarge);
      hash.update(chunk);
      if (unpacker) await unpacker.write(chunk);
      else text.write(chunk);
      yield chunk;
    }
    if (sizeBytes > 0) await unpacker?.end();
    found({ sizeBytes, sha256: hash.digest('hex'), delimiter: text.end() });
  } finally {
    unpacker?.close();
  }
}

/** The check of a feed file, for both ways of uploading it. */
export function feedFileCheck(fileName: string, limits: FeedFileLimits): FileCheck<FeedFileFacts> {
  return (source, found) => inspectFeedFile(source, isGzipName(fileName), limits, found);
}
