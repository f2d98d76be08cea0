/**
 * Recognises files and bytes by their shape, not by their class: a test environment such as jsdom, a frame and a `vm`
 * context each have their own classes, for which `instanceof` fails.
 */

/** The common members of a `Blob` of any realm. The oldest implementations can only be read by a `FileReader`. */
export type AnyBlob = Pick<Blob, 'size' | 'type'> & Partial<Pick<Blob, 'stream' | 'arrayBuffer'>> & { name?: unknown };

export function isBlob(value: unknown): value is AnyBlob {
  return /^\[object (Blob|File)\]$/.test(tagOf(value)) && typeof (value as AnyBlob).size === 'number';
}

/** A view of the bytes of a typed array, a DataView or an ArrayBuffer, of any realm; undefined for anything else. */
export function bytesOf(value: unknown): Uint8Array | undefined {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if (/^\[object (Shared)?ArrayBuffer\]$/.test(tagOf(value))) return new Uint8Array(value as ArrayBuffer);
  return undefined;
}

export function isReadableStream(value: unknown): value is ReadableStream<Uint8Array> {
  return tagOf(value) === '[object ReadableStream]' && typeof (value as ReadableStream).getReader === 'function';
}

/** Whether the runtime's own `fetch` recognises the Blob: it would send any other as the text `[object File]`. */
export function isOwnBlob(blob: AnyBlob): blob is Blob {
  if (!(blob instanceof Blob) || typeof blob.stream !== 'function') return false;
  return new Response(blob).headers.get('content-type') === (blob.type || null);
}

/** The content of a Blob of another realm. @throws TypeError for one that cannot be read */
export async function streamOfBlob(blob: AnyBlob): Promise<ReadableStream<Uint8Array>> {
  if (typeof blob.stream === 'function') return blob.stream();
  return streamOfBytes(new Uint8Array(await (blob.arrayBuffer?.() ?? readByFileReader(blob))));
}

export function streamOfBytes(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      if (bytes.length > 0) controller.enqueue(bytes);
      controller.close();
    },
  });
}

/**
 * `ReadableStream.from` is not in every runtime yet.
 *
 * @param close ends what the pieces are made of: a generator that waits for it cannot be ended otherwise
 */
export function streamOf(pieces: AsyncGenerator<Uint8Array>, close?: () => void): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      close?.();
      await pieces.return(undefined);
    },
  });
}

/** The part of a browser's `FileReader` that is used. */
interface OldReader {
  result: ArrayBuffer;
  error: unknown;
  onload: () => void;
  onerror: () => void;
  readAsArrayBuffer(blob: AnyBlob): void;
}

function readByFileReader(blob: AnyBlob): Promise<ArrayBuffer> {
  const { FileReader } = globalThis as unknown as { FileReader?: new () => OldReader };
  if (!FileReader)
    throw new TypeError('This Blob has neither stream() nor arrayBuffer(): give its bytes as a Uint8Array.');
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsArrayBuffer(blob);
  });
}

function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value);
}
