import { EncodingCheck, type IsUtf8, joinBytes } from './feed-encoding.ts';
import { detectDelimiter, type FeedDelimiter, readFeedHeader } from './feed-header.ts';
import { Problem } from './problem.ts';

/** What checking a feed's text takes that runtimes have under different names. */
export interface TextCheckTools {
  readonly isUtf8: IsUtf8;
  /** The records of a CSV text, which may begin with a byte order mark; undefined where its quotes are misplaced. */
  parseText(text: string, delimiter: FeedDelimiter): string[][] | undefined;
}

const HEADER_BYTES = 256 * 1024;
const LF = 10;
const CR = 13;
const SPACE = 32;
const QUOTE = 34;
/** Bytes that may stand before the header without being part of it: spaces and the byte order mark. */
const BLANK = new Set([SPACE, 0xef, 0xbb, 0xbf]);
const FILE_NAMES = /\.csv(\.gz)?$/i;
const CONTENT_TYPES = new Set([
  'text/csv',
  'text/plain',
  'application/vnd.ms-excel',
  'application/gzip',
  'application/x-gzip',
  'application/octet-stream',
]);

/** @throws Problem `invalid_file` where name or content type say that it is no CSV file */
export function assertCsvUpload(fileName: string, contentType: string | undefined): void {
  const type = contentType?.split(';')[0]?.trim().toLowerCase();
  if (FILE_NAMES.test(fileName) && (!type || CONTENT_TYPES.has(type))) return;
  throw new Problem('invalid_file', 'Only CSV uploads are supported at this time.');
}

/** Whether a file of this name is compressed. */
export function isGzipName(fileName: string): boolean {
  return /\.gz$/i.test(fileName);
}

/** What is said of a file that claims to be gzip and cannot be unpacked. */
export const DAMAGED_GZIP = 'The gzip file is damaged.';

/** Checks a feed's unpacked text as it streams by: its size, its encoding, its header. */
export class FeedTextCheck {
  readonly #tools: TextCheckTools;
  readonly #maxBytes: number;
  readonly #encoding: EncodingCheck;
  #bytes = 0;
  #head: Uint8Array[] | undefined = [];
  #headBytes = 0;
  #quoted = false;
  #headerBegun = false;
  #delimiter: FeedDelimiter | undefined;

  constructor(tools: TextCheckTools, maxBytes: number) {
    this.#tools = tools;
    this.#maxBytes = maxBytes;
    this.#encoding = new EncodingCheck(tools.isUtf8);
  }

  /** The file's delimiter, once its header row has passed. */
  get delimiter(): FeedDelimiter | undefined {
    return this.#delimiter;
  }

  /** @throws Problem `invalid_file`, `payload_too_large` */
  write(chunk: Uint8Array): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#maxBytes) {
      throw new Problem('payload_too_large', `The feed is over ${this.#maxBytes} bytes unpacked: send it in pieces.`);
    }
    if (this.#encoding.check(chunk) < chunk.length) throw notUtf8();
    if (this.#head) this.#readHead(this.#head, chunk);
  }

  /** @throws Problem `invalid_file` */
  end(): FeedDelimiter {
    if (this.#bytes === 0) throw new Problem('invalid_file', 'Uploaded file is empty.');
    if (this.#encoding.endsInsideCharacter) throw notUtf8();
    return this.#delimiter ?? this.#finishHead(this.#head ?? []);
  }

  /** Collects the header record: up to the first line end outside quotes, blank lines before it passed over. */
  #readHead(head: Uint8Array[], chunk: Uint8Array): void {
    const end = this.#endOfHeader(chunk);
    // A copy: whoever sends the pieces may use their memory again.
    head.push(new Uint8Array(chunk.subarray(0, end)));
    this.#headBytes += end;
    // Before all else, so that it does not matter in which pieces the file comes.
    if (this.#headBytes > HEADER_BYTES) {
      throw new Problem('invalid_file', `Invalid CSV file: The header row is longer than ${HEADER_BYTES} bytes.`);
    }
    if (end < chunk.length) this.#finishHead(head);
  }

  #endOfHeader(chunk: Uint8Array): number {
    for (const [at, byte] of chunk.entries()) {
      // UTF-16 without a mark looks like UTF-8 full of NULs, and so do many binary files.
      if (byte === 0) throw notUtf8();
      if (byte === QUOTE) this.#quoted = !this.#quoted;
      const lineEnd = (byte === LF || byte === CR) && !this.#quoted;
      if (lineEnd && this.#headerBegun) return at;
      if (!lineEnd && !BLANK.has(byte)) this.#headerBegun = true;
    }
    return chunk.length;
  }

  #finishHead(head: readonly Uint8Array[]): FeedDelimiter {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(head.reduce(joinBytes, new Uint8Array(0)));
    this.#head = undefined;
    this.#delimiter = readHeaderRecord(text, this.#tools);
    return this.#delimiter;
  }
}

/**
 * Reads the header record of a feed file: `text` is the record as it stands, with whatever blank lines and byte order
 * mark stand before it.
 *
 * @throws Problem `invalid_file`
 */
function readHeaderRecord(text: string, { parseText }: TextCheckTools): FeedDelimiter {
  const delimiter = detectDelimiter(text.replace(/^\uFEFF/, ''));
  const records = parseText(text, delimiter);
  if (!records) throw new Problem('invalid_file', 'Invalid CSV file: The quotes of the CSV header are misplaced.');
  const header = readFeedHeader(records.find((cells) => cells.some((cell) => cell.trim() !== '')) ?? []);
  if ('error' in header) throw new Problem('invalid_file', header.error);
  return delimiter;
}

function notUtf8(): Problem {
  return new Problem('invalid_file', 'CSV file must be UTF-8 encoded.');
}
