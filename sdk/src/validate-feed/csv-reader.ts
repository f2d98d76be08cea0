/*!
 * Reads CSV by csv-parse, which is built into this file.
 *
 * csv-parse: The MIT License (MIT). Copyright (c) 2010 Adaltas
 *
 * Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
 * documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
 * rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
 * persons to whom the Software is furnished to do so, subject to the following conditions:
 *
 * The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
 * Software.
 *
 * THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
 * WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
 * COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
 * OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
 */
import type { FeedDelimiter, FeedTextTools } from '@commerce-integration/contract/feed-file';
import { CsvError, type Options, Parser } from 'csv-parse';

/**
 * The part of csv-parse that parses, without Node's stream around it. It is not in the package's declarations; the
 * version is pinned, and the tests cover it.
 */
interface Core {
  parse(text: Buffer, end: true, push: (record: string[]) => void, close: () => void): Error | undefined;
}

const strict = new TextDecoder('utf-8', { fatal: true });
const nothing = (): void => undefined;

/** The functions for reading feeds, from what every runtime provides. */
export const feedTextTools: FeedTextTools = {
  isUtf8(bytes: Uint8Array): boolean {
    try {
      strict.decode(bytes);
      return true;
    } catch {
      return false;
    }
  },

  /** The records of a CSV text; undefined where its quotes are invalid. */
  parseText(text: string, delimiter: FeedDelimiter): string[][] | undefined {
    const records: string[][] = [];
    const core = coreOf({ delimiter, record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true });
    const bytes = bufferOf(new TextEncoder().encode(text));
    const failure = core.parse(bytes, true, (record) => records.push(record), nothing);
    if (failure && !(failure instanceof CsvError)) throw failure;
    return failure ? undefined : records;
  },
};

function coreOf(options: Options): Core {
  return (new Parser(options) as unknown as { api: Core }).api;
}

/** The same bytes in the type that csv-parse needs; the build provides a Buffer where the runtime has none. */
function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
