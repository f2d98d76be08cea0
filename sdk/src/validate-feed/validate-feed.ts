import { Problem } from '@commerce-integration/contract';
import { assertCsvUpload, FeedFileError, isGzipName, readFeedRecords } from '@commerce-integration/contract/feed-file';
import { type FeedFile, type FeedFileInput, feedFileOf } from '../internal/uploads/feed-file-input.ts';
import { CheckedText } from './checked-text.ts';
import { feedTextTools } from './csv-reader.ts';
import type { FeedRefusal, FeedReport } from './feed-report.ts';
import { filePieces, unpackedPieces } from './file-pieces.ts';
import { RowCheck } from './row-check.ts';
import {
  type ValidateFeedFields,
  type ValidateFeedOptions,
  type ValidationPlan,
  validationPlan,
} from './validate-options.ts';

/**
 * Checks a feed locally by the rules that the API uses for a load: header, encoding, quotes, rows, repeated SKUs. Sends
 * nothing. The file is streamed; only its SKUs are kept in memory to find repeated ones (about 150 bytes each).
 *
 * The report is that of a first load, into a catalogue without any of the products. The check does not cover what only
 * the API knows: its size limits, and, for a file with prices but no currencies, the currencies of existing products.
 *
 * @throws TypeError for invalid arguments; AbortError when the signal is aborted; errors of the file's stream. An
 *   invalid feed is reported, not thrown as an error.
 *
 * @example
 * const report = await validateFeed(await fromPath('./acme.csv'), { default_currency: 'EUR' });
 * for (const { line, column, message } of report.problems) console.log(line, column, message);
 */
export async function validateFeed(
  file: FeedFileInput,
  fields: ValidateFeedFields = {},
  options: ValidateFeedOptions = {},
): Promise<FeedReport> {
  const plan = validationPlan(fields, options);
  const rows = new RowCheck(plan);
  const refusal = await check(feedFileOf(file), rows, plan);
  return { ...rows.report(), ...(refusal ? { refusal } : {}) };
}

/** Reads the file as far as possible. Returns why the API would refuse it as a whole. */
async function check(file: FeedFile, rows: RowCheck, plan: ValidationPlan): Promise<FeedRefusal | undefined> {
  const misnamed = nameProblem(file);
  if (misnamed) return { at: 'upload', message: misnamed.message };
  const progress = { bytesRead: 0, bytesTotal: file.sizeBytes };
  const pieces = filePieces(file, plan.signal, (bytes) => {
    progress.bytesRead += bytes;
  });
  const text = new CheckedText(isGzipName(file.name) ? unpackedPieces(pieces) : pieces);
  try {
    const delimiter = await text.readHeader();
    if (!delimiter) return { at: 'upload', message: text.refusal?.message ?? '' };
    const unreadable = await failureOf(async () => {
      const tell = () => plan.onProgress({ ...progress, rows: rows.processed });
      for await (const _ of readFeedRecords(text, delimiter, rows, feedTextTools)) tell();
      // The last row ends with the file.
      tell();
    });
    // Text that an upload refuses also ends the reading, which knows the line, unlike the check.
    const line = unreadable ? { line: unreadable.line } : {};
    const foundHere = text.refusal;
    // The API checks all of the text before it reads the first row.
    const refusal = foundHere ?? (await text.drain());
    if (refusal) return { at: 'upload', message: refusal.message, ...(foundHere ? line : {}) };
    const message = unreadable?.message ?? rows.refusal();
    return message === undefined ? undefined : { at: 'load', message, ...line };
  } finally {
    await text.close();
  }
}

function nameProblem({ name, type }: FeedFile): Problem | undefined {
  try {
    assertCsvUpload(name, type);
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

/** The error that makes a file unreadable from some line on; undefined where there is none. */
async function failureOf(read: () => Promise<void>): Promise<FeedFileError | undefined> {
  try {
    await read();
    return undefined;
  } catch (error) {
    if (error instanceof FeedFileError) return error;
    throw error;
  }
}
