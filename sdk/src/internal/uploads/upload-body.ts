import * as endpoints from '../generated/endpoints.ts';
import { type OpenBody, type RequestBody, refuseUnknownFields, textOf } from '../transport/request.ts';
import type { Transport } from '../transport/transport.ts';
import type { FeedFields } from '../types/wire-types.ts';
import { streamOf } from './bytes.ts';
import type { FeedFile } from './feed-file-input.ts';
import { OpenFile } from './open-file.ts';

/** The progress of an upload. */
export interface UploadProgress {
  /** Bytes of the file that were sent so far. A retry starts again at 0. */
  bytesSent: number;
  /** Size of the file in bytes; undefined if it is not known in advance. */
  bytesTotal: number | undefined;
}

/** Called with the progress of an upload after each piece that is sent. */
export type OnUploadProgress = (progress: UploadProgress) => void;

/** The time limit of an upload in milliseconds: 100 kB a second, or an hour where the size is unknown. */
export function uploadMs(file: FeedFile): number {
  return file.sizeBytes === undefined ? 3_600_000 : file.sizeBytes / 100;
}

/** The text parts of the form. @throws TypeError for an unknown field, or a value that is not text */
export function formTexts(fields: FeedFields): Map<string, string> {
  refuseUnknownFields(fields, endpoints.uploadFeedFields);
  const texts = Object.entries(fields).map(([name, value]): [string, string | undefined] => [
    name,
    textOf(name, value),
  ]);
  return new Map(texts.filter((text): text is [string, string] => text[1] !== undefined));
}

/**
 * A form of text parts and, as its last part, a file. Where progress is requested, or the file is a stream, the form is
 * written piece by piece; otherwise it is one Blob, which every runtime sends. It is never a `FormData`: Node's `fetch`
 * ends the process with an unhandled rejection where the caller stops waiting while it reads one.
 */
export function formBody(
  texts: ReadonlyMap<string, string>,
  file: FeedFile,
  onProgress?: OnUploadProgress,
): RequestBody {
  const { blob, sizeBytes } = file;
  if (!blob || onProgress) return { sizeBytes, open: () => formStream(texts, file, onProgress) };
  const { start, end, type } = formAround(texts, file);
  return { sizeBytes, open: () => ({ content: new Blob([start, blob, end]), headers: { 'content-type': type } }) };
}

/** A file as the whole body. The file storage requires its size in advance. */
function fileBody(file: FeedFile, onProgress?: OnUploadProgress): RequestBody {
  const { blob, sizeBytes } = file;
  if (blob && !onProgress) return { sizeBytes, open: () => ({ content: blob, headers: {} }) };
  return {
    sizeBytes,
    open: async () => {
      const source = new OpenFile(await file.open());
      const close = () => source.close();
      return {
        content: streamOf(counted(source, sizeBytes, onProgress), close),
        headers: sizeBytes === undefined ? {} : { 'content-length': String(sizeBytes) },
        close,
      };
    },
  };
}

/**
 * Sends a file, or a part of one, to the file storage, by a URL that the API gave. Returns the `ETag` that it was
 * answered with.
 *
 * @throws as `callStorage` does
 */
export async function putFile(
  transport: Transport,
  { url, headers }: { url: string; headers: Record<string, string> },
  file: FeedFile,
  { onProgress, signal }: { onProgress: OnUploadProgress | undefined; signal: AbortSignal | undefined },
): Promise<string | null> {
  const body = fileBody(file, onProgress);
  const extraMs = uploadMs(file);
  const call = { method: 'PUT' as const, url, headers, body, answer: 'none' as const, extraMs, options: { signal } };
  const { response } = await transport.callStorage(call);
  return response.headers.get('etag');
}

/**
 * What stands before and after the file in a form, and the form's media type. RFC 7578; names are escaped as browsers do
 * it (HTML, "multipart/form-data encoding algorithm").
 */
function formAround(texts: ReadonlyMap<string, string>, file: FeedFile): { start: string; end: string; type: string } {
  const boundary = `----commerce-${crypto.randomUUID()}`;
  const part = (head: string) => `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`;
  const before = [...texts].map(([name, value]) => `${part(`name="${escapeName(name)}"`)}${value}\r\n`);
  const head = part(`name="file"; filename="${escapeName(file.name)}"\r\nContent-Type: ${file.type}`);
  const type = `multipart/form-data; boundary=${boundary}`;
  return { start: before.join('') + head, end: `\r\n--${boundary}--\r\n`, type };
}

async function formStream(
  texts: ReadonlyMap<string, string>,
  file: FeedFile,
  onProgress?: OnUploadProgress,
): Promise<OpenBody> {
  const form = formAround(texts, file);
  const encoder = new TextEncoder();
  const [start, end] = [encoder.encode(form.start), encoder.encode(form.end)];
  const source = new OpenFile(await file.open());
  const close = () => source.close();
  async function* pieces(): AsyncGenerator<Uint8Array> {
    yield start;
    yield* counted(source, file.sizeBytes, onProgress);
    yield end;
  }
  const length = file.sizeBytes === undefined ? undefined : start.length + file.sizeBytes + end.length;
  return {
    content: streamOf(pieces(), close),
    headers: {
      'content-type': form.type,
      ...(length === undefined ? {} : { 'content-length': String(length) }),
    },
    close,
  };
}

async function* counted(
  source: OpenFile,
  bytesTotal: number | undefined,
  onProgress: OnUploadProgress | undefined,
): AsyncGenerator<Uint8Array> {
  let bytesSent = 0;
  onProgress?.({ bytesSent, bytesTotal });
  for await (const piece of source.pieces()) {
    yield piece;
    bytesSent += piece.length;
    onProgress?.({ bytesSent, bytesTotal });
  }
}

function escapeName(name: string): string {
  return name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}
