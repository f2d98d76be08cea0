import { type Feed, Problem } from '@commerce-integration/contract';
import { readHeaderRecord } from './feed-header-reader.ts';
import { TextReader } from './feed-text-reader.ts';

export type Delimiter = NonNullable<Feed['delimiter']>;

const HEADER_BYTES = 256 * 1024;
const LF = 10;
const CR = 13;
const SPACE = 32;
const QUOTE = 34;
/** Bytes that may stand before the header without being part of it: spaces and the byte order mark. */
const BLANK = new Set([SPACE, 0xef, 0xbb, 0xbf]);

/** Checks a feed's unpacked text as it streams by: its size, its encoding, its header. */
export class FeedTextCheck {
  readonly #maxBytes: number;
  readonly #text = new TextReader();
  #bytes = 0;
  #head: Buffer[] | undefined = [];
  #headBytes = 0;
  #quoted = false;
  #headerBegun = false;
  #delimiter: Delimiter = ',';

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** @throws Problem `invalid_file`, `payload_too_large` */
  write(chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#maxBytes) {
      throw new Problem('payload_too_large', `The feed is over ${this.#maxBytes} bytes unpacked: send it in pieces.`);
    }
    if (this.#text.check(chunk) < chunk.length) throw notUtf8();
    if (this.#head) this.#readHead(chunk);
  }

  /** @throws Problem `invalid_file` */
  end(): Delimiter {
    if (this.#bytes === 0) throw new Problem('invalid_file', 'Uploaded file is empty.');
    if (this.#text.endsInsideCharacter) throw notUtf8();
    if (this.#head) this.#finishHead();
    return this.#delimiter;
  }

  /** Collects the header record: up to the first line end outside quotes, blank lines before it passed over. */
  #readHead(chunk: Buffer): void {
    const end = this.#endOfHeader(chunk);
    this.#head?.push(Buffer.from(chunk.subarray(0, end)));
    this.#headBytes += end;
    if (end < chunk.length) this.#finishHead();
    else if (this.#headBytes > HEADER_BYTES) {
      throw new Problem('invalid_file', `Invalid CSV file: The header row is longer than ${HEADER_BYTES} bytes.`);
    }
  }

  #endOfHeader(chunk: Buffer): number {
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

  #finishHead(): void {
    const text = Buffer.concat(this.#head ?? []).toString('utf8');
    this.#head = undefined;
    const header = readHeaderRecord(text);
    if ('error' in header) throw new Problem('invalid_file', header.error);
    this.#delimiter = header.delimiter;
  }
}

function notUtf8(): Problem {
  return new Problem('invalid_file', 'CSV file must be UTF-8 encoded.');
}
