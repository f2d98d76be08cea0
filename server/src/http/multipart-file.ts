import { Problem } from '@commerce-integration/contract';
import { assertFieldsOnce } from '@commerce-integration/contract/rules';
import type { RequestHandler, Response } from 'express';
import multer, { type StorageEngine } from 'multer';

interface IncomingFile {
  /** The client's name for the file, without folders. */
  name: string;
  contentType: string | undefined;
  stream: AsyncIterable<Buffer>;
}

/**
 * Receives the file as a stream. `fields` has the text parts that came before the file; later ones are in the request's
 * body once the form has been read. Must read the stream to its end, or throw. What it stores must be released with the
 * call, since the rest of the form may be invalid.
 */
export type FileReceiver<T> = (res: Response, fields: Record<string, string>, file: IncomingFile) => Promise<T>;

const FIELD_BYTES = 10_000;
const FIELDS = 20;

/** Allowance for the bytes of a form besides its file: part headers, boundaries and text parts. */
const FORM_OVERHEAD = 512 * 1024;

/**
 * Parses a form with one file, whose parts come in any order, without buffering the file. Stores the receiver's result
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
  const once: RequestHandler = (req, _res, next) => {
    assertFieldsOnce(req.body ?? {});
    next();
  };
  return [check, form, once];
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
      // A receiver that stops reading early must not destroy the part's stream: the form's parser would then fail with
      // an error of its own before the real one is reported. The rest is read and discarded.
      const stream: AsyncIterable<Buffer> = file.stream.iterator({ destroyOnReturn: false });
      const incoming = { name: file.originalname, contentType: file.mimetype || undefined, stream };
      const received = async () => {
        assertFieldsOnce(fields);
        return receive(req.res as Response, fields, incoming);
      };
      received().then(
        (file) => callback(null, file),
        (error: unknown) => {
          file.stream.resume();
          callback(error);
        },
      );
    },
    _removeFile: (_req, _file, callback) => callback(null),
  };
}
