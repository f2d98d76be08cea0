import { Problem } from '@commerce-integration/contract';
import type { RequestHandler, Response } from 'express';
import multer, { type StorageEngine } from 'multer';

interface IncomingFile {
  /** The client's name for the file, without folders. */
  name: string;
  contentType: string | undefined;
  stream: AsyncIterable<Buffer>;
}

/**
 * Receives the file as a stream. `fields` has the text parts that came before it. Must read the stream to its end, or
 * throw. What it stores must be released with the call, since the rest of the form may be invalid.
 */
export type FileReceiver<T> = (res: Response, fields: Record<string, string>, file: IncomingFile) => Promise<T>;

const FIELD_BYTES = 10_000;
const FIELDS = 20;

/** Bytes of a form beside its file: part headers, boundaries and text parts. */
const FORM_OVERHEAD = 512 * 1024;

/**
 * Parses a form with one file, which must be its last part, without buffering the file. The receiver's result is stored
 * in `req.file`, for `receivedFile`.
 */
export function multipartFile<T extends object>(
  receive: FileReceiver<T>,
  maxBytes: number,
  tooLarge: string,
): RequestHandler[] {
  const form = multer({
    storage: storageOf(receive),
    limits: { fieldSize: FIELD_BYTES, fields: FIELDS, files: 1 },
    defParamCharset: 'utf8',
  }).single('file');
  const check: RequestHandler = (req, _res, next) => {
    if (!req.is('multipart/form-data')) {
      throw new Problem(
        'unsupported_media_type',
        'Send the feed as multipart/form-data, with the file in the part named file.',
      );
    }
    // A declared length that is too large is refused before the body is read.
    if (Number(req.get('content-length') ?? 0) > maxBytes + FORM_OVERHEAD)
      throw new Problem('payload_too_large', tooLarge);
    next();
  };
  const after: RequestHandler = (req, _res, next) => {
    const received = req.file as unknown as (T & { fieldsBefore: string }) | undefined;
    // Compares the fields' text, not their number: a repeated field turns the first one into a list.
    if (received && JSON.stringify(req.body) !== received.fieldsBefore) {
      throw new Problem('malformed_request', 'The file must be the last part of the form: text parts came after it.');
    }
    next();
  };
  return [check, form, after];
}

/** The receiver's result for the form's file. */
export function receivedFile<T extends object>(file: unknown): T {
  if (!file) {
    const message = 'The form has no file part named file.';
    throw new Problem('validation_failed', message, { errors: [{ path: 'file', code: 'required', message }] });
  }
  return file as T;
}

function storageOf<T extends object>(receive: FileReceiver<T>): StorageEngine {
  return {
    _handleFile(req, file, callback) {
      const fields = { ...(req.body as Record<string, string>) };
      const fieldsBefore = JSON.stringify(fields);
      // A receiver that stops reading early must not destroy the part's stream: the form's parser would then fail with
      // an error of its own before the real one is reported. The rest is read and discarded.
      const stream: AsyncIterable<Buffer> = file.stream.iterator({ destroyOnReturn: false });
      const incoming = { name: file.originalname, contentType: file.mimetype || undefined, stream };
      receive(req.res as Response, fields, incoming).then(
        (received) => callback(null, { ...received, fieldsBefore } as object),
        (error: unknown) => {
          file.stream.resume();
          callback(error);
        },
      );
    },
    _removeFile: (_req, _file, callback) => callback(null),
  };
}
