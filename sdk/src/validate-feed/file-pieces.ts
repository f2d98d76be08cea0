import { Problem } from '@commerce-integration/contract';
import { DAMAGED_GZIP } from '@commerce-integration/contract/feed-file';
import { AbortError, CommerceError } from '../errors/errors.ts';
import { orAborted } from '../internal/transport/or-aborted.ts';
import { sleep } from '../internal/transport/sleep.ts';
import type { FeedFile } from '../internal/uploads/feed-file-input.ts';

/** Bytes of each piece of data that is already in memory. */
const PIECE = 64 * 1024;
/** Bytes of in-memory data after which the event loop is yielded. */
const BREATH = 16 * PIECE;

/**
 * The bytes of a file, unchanged.
 *
 * @param onPiece called with the length of each piece
 * @throws AbortError when the signal fires; what the file's own stream throws
 */
export async function* filePieces(
  file: FeedFile,
  signal: AbortSignal | undefined,
  onPiece: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const opening = file.open();
  const stream = await orAborted(opening, signal).catch((error: unknown) => {
    // Should it open all the same, nobody reads it.
    opening.then((late) => late.cancel()).catch(() => undefined);
    throw error;
  });
  const reader = stream.getReader();
  const close = () => reader.cancel().catch(() => undefined);
  signal?.addEventListener('abort', close, { once: true });
  try {
    for (;;) {
      if (signal?.aborted) throw new AbortError(signal);
      const { done, value } = await reader.read();
      if (signal?.aborted) throw new AbortError(signal);
      if (done) return;
      for (let at = 0; at < value.length; at += PIECE) {
        if (at > 0 && at % BREATH === 0) await sleep(0, signal);
        const piece = value.subarray(at, at + PIECE);
        onPiece(piece.length);
        yield piece;
      }
    }
  } finally {
    signal?.removeEventListener('abort', close);
    await close();
  }
}

/**
 * Unpacks gzip, piece by piece. An empty file gives no bytes.
 *
 * @throws Problem `invalid_file` for a file that is not gzip, or damaged; CommerceError for gzip of several members,
 *   where the runtime supports only one; what `pieces` throws
 */
export async function* unpackedPieces(pieces: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const first = await pieces.next();
  if (first.done) return;
  const gunzip = new DecompressionStream('gzip');
  const reader = gunzip.readable.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  const writing = new Writing(gunzip.writable as WritableStream<Uint8Array>, first.value, pieces);
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } catch (error) {
    throw writing.sourceError ?? gzipError(error);
  } finally {
    await reader.cancel().catch(() => undefined);
    await writing.ended;
  }
}

/**
 * By the Compression Standard, a `DecompressionStream` accepts only one gzip member; the API accepts several. So such a
 * file is not damaged, but cannot be checked here.
 */
function gzipError(error: unknown): Error {
  const { code, message } = error as { code?: unknown; message?: unknown };
  const more =
    code === 'ERR_TRAILING_JUNK_AFTER_STREAM_END' || /junk|after the end|past the end/i.test(String(message));
  if (!more) return new Problem('invalid_file', DAMAGED_GZIP);
  return new CommerceError(
    'The gzip file has several members, of which this runtime only reads the first: validate the uncompressed file.',
    { cause: error },
  );
}

/** Writes packed pieces to the unpacking stream, until either side ends. */
class Writing {
  /** The error that ended the pieces, if there was one. */
  sourceError: unknown;
  /** Never rejects. */
  readonly ended: Promise<void>;

  constructor(target: WritableStream<Uint8Array>, first: Uint8Array, pieces: AsyncGenerator<Uint8Array>) {
    this.ended = this.#write(target.getWriter(), first, pieces).catch(() => undefined);
  }

  async #write(
    writer: WritableStreamDefaultWriter<Uint8Array>,
    first: Uint8Array,
    pieces: AsyncGenerator<Uint8Array>,
  ): Promise<void> {
    try {
      await writer.write(first);
      for (;;) {
        const next = await this.#next(pieces);
        if (next.done) break;
        await writer.write(next.value);
      }
      await writer.close();
    } catch (error) {
      await writer.abort(error);
    } finally {
      await pieces.return(undefined);
    }
  }

  async #next(pieces: AsyncGenerator<Uint8Array>): Promise<IteratorResult<Uint8Array>> {
    try {
      return await pieces.next();
    } catch (error) {
      this.sourceError = error;
      throw error;
    }
  }
}
