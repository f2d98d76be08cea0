import { Problem } from '../shared/problem.ts';
import { EncodingCheck } from './encoding.ts';
import { FeedFileError } from './feed-file-error.ts';
import { FeedHead } from './head.ts';
import type { FeedDelimiter } from './header.ts';
import type { FeedTextTools } from './record.ts';

const FILE_NAMES = /\.(?:csv|tsv|txt)(\.gz)?$/i;
const CONTENT_TYPES = new Set([
  'text/csv',
  'text/tab-separated-values',
  'text/plain',
  'application/csv',
  'application/x-csv',
  'text/x-csv',
  'text/comma-separated-values',
  'application/vnd.ms-excel',
  'application/gzip',
  'application/x-gzip',
  'application/octet-stream',
]);

/** @throws Problem `invalid_file` where name or content type show that it is not a CSV file */
export function assertCsvUpload(fileName: string, contentType: string | undefined): void {
  const type = contentType?.split(';')[0]?.trim().toLowerCase();
  if (FILE_NAMES.test(fileName) && (!type || CONTENT_TYPES.has(type))) return;
  throw new Problem('invalid_file', 'Only CSV uploads are supported at this time.');
}

/** Whether a file of this name is compressed. */
export function isGzipName(fileName: string): boolean {
  return /\.gz$/i.test(fileName);
}

/** The message for a gzip file that cannot be unpacked. */
export const DAMAGED_GZIP = 'The gzip file is damaged.';

/** Checks the size, encoding and header of a feed's unpacked text while it is streamed. */
export class FeedTextCheck {
  readonly #maxBytes: number;
  readonly #encoding: EncodingCheck;
  readonly #head: FeedHead;
  #bytes = 0;

  constructor(tools: FeedTextTools, maxBytes: number) {
    this.#maxBytes = maxBytes;
    this.#encoding = new EncodingCheck(tools.isUtf8);
    this.#head = new FeedHead(tools);
  }

  /** The file's delimiter, once its header row has been read. */
  get delimiter(): FeedDelimiter | undefined {
    return this.#head.facts?.delimiter;
  }

  /** @throws Problem `invalid_file`, `payload_too_large` */
  write(chunk: Uint8Array): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#maxBytes) {
      throw new Problem('payload_too_large', `The feed is over ${this.#maxBytes} bytes unpacked: send it in pieces.`);
    }
    this.#head.look(chunk);
    if (this.#encoding.check(chunk) < chunk.length) throw this.#notUtf8();
    if (!this.#head.facts) asUpload(() => this.#head.write(chunk));
  }

  /** @throws Problem `invalid_file` */
  end(): FeedDelimiter {
    if (this.#bytes === 0) throw new Problem('invalid_file', 'Uploaded file is empty.');
    if (this.#encoding.endsInsideCharacter) throw this.#notUtf8();
    return asUpload(() => this.#head.end()).delimiter;
  }

  #notUtf8(): Problem {
    return new Problem('invalid_file', this.#head.notUtf8);
  }
}

/** Turns a FeedFileError into the problem of an upload. */
function asUpload<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof FeedFileError) throw new Problem('invalid_file', error.message);
    throw error;
  }
}
