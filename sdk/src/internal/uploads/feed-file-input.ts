import { checkNumber, describeValue, refuseUnknown } from '../transport/arguments.ts';
import { type AnyBlob, bytesOf, isBlob, isOwnBlob, isReadableStream, streamOfBlob, streamOfBytes } from './bytes.ts';

/** Bytes in memory: a Buffer is a `Uint8Array`. */
type Bytes = Uint8Array | ArrayBuffer | DataView;

/** A file with a name and content. */
export interface NamedFile {
  /** File name; the API accepts `.csv` and `.csv.gz`. */
  name: string;
  /**
   * The content, or a function that opens it. The function is called for each attempt and must return a new stream each
   * time.
   */
  data: Blob | Bytes | (() => ReadableStream<Uint8Array> | Promise<ReadableStream<Uint8Array>>);
  /** Size in bytes, if `data` is a function and the size is known. Required for files over the direct upload limit. */
  size?: number | undefined;
  /**
   * Content type.
   *
   * @default the type of the Blob, otherwise determined by the name
   */
  type?: string | undefined;
}

/** A file to upload as a feed. Without a name, it is named `feed.csv`, or `feed.csv.gz` if it is compressed. */
export type FeedFileInput = File | Blob | Bytes | NamedFile;

/** A feed that can be sent, several times if necessary. */
export interface FeedFile {
  name: string;
  type: string;
  /** Undefined for a stream of unknown size. */
  sizeBytes: number | undefined;
  /** The content, where the runtime's `fetch` can send it directly, more than once. */
  blob: Blob | undefined;
  open(): Promise<ReadableStream<Uint8Array>>;
}

/**
 * Makes a feed from a caller's input, even if its class belongs to another realm.
 *
 * @throws TypeError for a path, a text or a stream, with what to give instead
 */
export function feedFileOf(input: FeedFileInput): FeedFile {
  const given: unknown = input;
  if (isBlob(given)) return fromBlob(given, nameOf(given) ?? defaultName(isGzipType(given.type)), undefined);
  const bytes = bytesOf(given);
  if (bytes) return fromBytes(bytes, defaultName(isGzip(bytes)), undefined);
  if (!isNamedFile(input)) throw new TypeError(refusalOf(input));
  refuseUnknown('property of a file', input, ['name', 'data', 'size', 'type']);
  checkNumber('size', input.size, { min: 0, whole: true });
  const { name, data, size, type } = input;
  if (isBlob(data)) return fromBlob(data, name, type);
  const content = bytesOf(data);
  if (content) return fromBytes(content, name, type);
  if (typeof data !== 'function') throw new TypeError(refusalOf(data));
  return { name, type: type ?? typeByName(name), sizeBytes: size, blob: undefined, open: () => openStream(data) };
}

function fromBlob(given: AnyBlob, name: string, type: string | undefined): FeedFile {
  const contentType = type || given.type || typeByName(name);
  const blob = isOwnBlob(given) ? given : undefined;
  return { name, type: contentType, sizeBytes: given.size, blob, open: () => streamOfBlob(given) };
}

/** Copies the bytes, so that later changes by the caller do not affect a retry. */
function fromBytes(bytes: Uint8Array, name: string, type: string | undefined): FeedFile {
  const blob = new Blob([bytes as Uint8Array<ArrayBuffer>]);
  if (isOwnBlob(blob)) return fromBlob(blob, name, type);
  const copy = bytes.slice();
  const open = async () => streamOfBytes(copy);
  return { name, type: type || typeByName(name), sizeBytes: copy.length, blob: undefined, open };
}

async function openStream(open: () => unknown): Promise<ReadableStream<Uint8Array>> {
  const stream = await open();
  if (isReadableStream(stream) && !stream.locked) return stream;
  throw new TypeError(
    isReadableStream(stream)
      ? 'The function data returned a stream that was already used: it must open a new stream for each call.'
      : `The function data must return a ReadableStream, not ${describeValue(stream)}. Node streams: Readable.toWeb(…).`,
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
      "A string is not a file: it could be a path or the content. For a path: await fromPath('…') of " +
      "'@commerce-integration/sdk/node'; for a text: new File([text], 'feed.csv')."
    );
  }
  if (typeof input === 'function' || isStream(input)) {
    return "A stream can be read once and cannot be retried: give { name: 'feed.csv', data: () => a new ReadableStream }.";
  }
  return `file must be a File, Blob, Uint8Array or { name, data }, not ${describeValue(input)}.`;
}

function isStream(input: unknown): boolean {
  if (typeof input !== 'object' || input === null) return false;
  return isReadableStream(input) || Symbol.asyncIterator in input || 'pipe' in input;
}

function nameOf({ name }: AnyBlob): string | undefined {
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

/** Checks the first bytes (RFC 1952, section 2.3.1). */
function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}
