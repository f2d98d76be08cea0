import type { Readable } from 'node:stream';
import { LOST_FEED_FILE } from '@commerce-integration/contract/rules';
import { gunzipped } from '../archives/gunzip.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { lostObject, openCheckedObject } from '../uploads/checked-object.ts';
import type { Feed } from './feed.entity.ts';

const LF = 10;
const CR = 13;

/** Buffers the bytes of a streamed file until they are taken or dropped. */
export class FeedBytes {
  #pieces: Buffer[] = [];
  /** The file offset of the buffered bytes. */
  #begin = 0;

  /** Passes a file's bytes on and buffers them. */
  async *watch(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const piece of source) {
      this.#pieces.push(piece);
      yield piece;
    }
  }

  /** The text between two offsets in the file, without surrounding line ends. Drops this text and all before it. */
  take(begin: number, end: number): string {
    const bytes = this.#joined();
    let [from, to] = [Math.max(begin - this.#begin, 0), end - this.#begin];
    while (from < to && isLineEnd(bytes[from])) from += 1;
    while (from < to && isLineEnd(bytes[to - 1])) to -= 1;
    this.forget(end);
    return bytes.toString('utf8', from, to);
  }

  /** Drops all bytes before an offset. */
  forget(end: number): void {
    this.#pieces = [this.#joined().subarray(end - this.#begin)];
    this.#begin = end;
  }

  /** Drops the line ends at the beginning, so that a long run of blank lines takes no memory. */
  forgetLineEnds(): void {
    for (let [first] = this.#pieces; first; [first] = this.#pieces) {
      let count = 0;
      while (isLineEnd(first[count])) count += 1;
      this.#begin += count;
      if (count < first.length) {
        this.#pieces[0] = first.subarray(count);
        return;
      }
      this.#pieces.shift();
    }
  }

  #joined(): Buffer {
    const [first = Buffer.alloc(0)] = this.#pieces;
    return this.#pieces.length > 1 ? Buffer.concat(this.#pieces) : first;
  }
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === LF || byte === CR;
}

/** Streams the text of the file that was checked for a feed, unpacked if it is gzip. */
export async function openFeedFile(store: ObjectStore, feed: Feed, signal: AbortSignal): Promise<Readable> {
  const stored = await openCheckedObject(store, feed, signal);
  return feed.isGzip() ? gunzipped(stored) : stored;
}

/** Why a feed's file cannot be read even on a retry; undefined for other errors. */
export function feedFileLost(error: unknown): string | undefined {
  const lost = lostObject(error);
  return lost && LOST_FEED_FILE[lost];
}
