import { checkNumber, describeValue, refuseUnknown } from './arguments.ts';

/** A file by its name and content. */
export interface NamedFile {
  /** File name; the API takes `.csv` and `.csv.gz`. */
  name: string;
  /** The content, or a function that opens it. It is called once for each try, so it must open a new stream each time. */
  data: Blob | Uint8Array | (() => ReadableStream<Uint8Array> | Promise<ReadableStream<Uint8Array>>);
  /** Bytes, where `data` is a function and the size is known. A file over the direct limit needs it. */
  size?: number | undefined;
  /**
   * Content type.
   *
   * @default that of the Blob, else by the name
   */
  type?: string | undefined;
}

/** What may be sent as a feed. Without a name of its own it is called `feed.csv`, or `feed.csv.gz` when compressed. */
export type FeedFileInput = File | Blob | Uint8Array | NamedFile;

/** A feed ready to be sent, as often as it takes. */
export interface FeedFile {
  name: string;
  type: string;
  /** Undefined for a stream whose size nobody told. */
  sizeBytes: number | undefined;
  /** The content, where it can be sent more than once without opening it anew. */
  blob: Blob | undefined;
  open(): Promise<ReadableStream<Uint8Array>>;
}

/**
 * A feed from whatever the caller has.
 *
 * @throws TypeError for a path, a text or a stream, with what to give instead
 */
export function feedFileOf(input: FeedFileInput): FeedFile {
  if (input instanceof Blob) return fromBlob(input, nameOf(input) ?? defaultName(isGzipType(input.type)), undefined);
  if (input instanceof Uint8Array) return fromBlob(blobOf(input), defaultName(isGzip(input)), undefined);
  if (!isNamedFile(input)) throw new TypeError(refusalOf(input));
  refuseUnknown('property of a file', input, ['name', 'data', 'size', 'type']);
  checkNumber('size', input.size, { min: 0, whole: true });
  const { name, data, size, type } = input;
  if (data instanceof Blob) return fromBlob(data, name, type);
  if (data instanceof Uint8Array) return fromBlob(blobOf(data), name, type);
  if (typeof data !== 'function') throw new TypeError(refusalOf(data));
  return { name, type: type ?? typeByName(name), sizeBytes: size, blob: undefined, open: () => openStream(data) };
}

function fromBlob(blob: Blob, name: string, type: string | undefined): FeedFile {
  const contentType = type || blob.type || typeByName(name);
  return { name, type: contentType, sizeBytes: blob.size, blob, open: async () => blob.stream() };
}

/** A copy: what the caller does with the bytes meanwhile does not reach a later try. */
function blobOf(bytes: Uint8Array): Blob {
  return new Blob([bytes as Uint8Array<ArrayBuffer>]);
}

async function openStream(open: () => unknown): Promise<ReadableStream<Uint8Array>> {
  const stream = await open();
  if (stream instanceof ReadableStream && !stream.locked) return stream as ReadableStream<Uint8Array>;
  throw new TypeError(
    stream instanceof ReadableStream
      ? 'The function of data gave a stream that has been used already: it must open a new one at each call.'
      : `The function of data must give a ReadableStream, not ${describeValue(stream)}. Node streams: Readable.toWeb(…).`,
  );
}

function isNamedFile(input: unknown): input is NamedFile {
  return (
    typeof input === 'object' && input !== null && typeof (input as NamedFile).name === 'string' && 'data' in input
  );
}

function refusalOf(input: unknown): string {
  if (typeof input === 'string') {
    return (
      "A string is no file, since it could be a path or the text. For a path: await fromPath('…') of " +
      "'@commerce-integration/sdk/node'; for a text: new File([text], 'feed.csv')."
    );
  }
  if (typeof input === 'function' || isStream(input)) {
    return "A stream can be read once and cannot be retried: give { name: 'feed.csv', data: () => a new ReadableStream }.";
  }
  return `file must be a File, Blob, Uint8Array or { name, data }, not ${describeValue(input)}.`;
}

function isStream(input: unknown): boolean {
  if (input instanceof ReadableStream) return true;
  return typeof input === 'object' && input !== null && (Symbol.asyncIterator in input || 'pipe' in input);
}

function nameOf(blob: Blob): string | undefined {
  const { name } = blob as Partial<File>;
  return typeof name === 'string' && name !== '' ? name : undefined;
}

function defaultName(compressed: boolean): string {
  return compressed ? 'feed.csv.gz' : 'feed.csv';
}

function typeByName(name: string): string {
  return /\.gz$/i.test(name) ? 'application/gzip' : 'text/csv';
}

function isGzipType(type: string): boolean {
  return type === 'application/gzip' || type === 'application/x-gzip';
}

/** By its first bytes (RFC 1952, section 2.3.1). */
function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}
