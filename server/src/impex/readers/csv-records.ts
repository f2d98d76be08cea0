import type { FileFormat } from '@commerce-integration/contract';
import { type CsvRecord, parseCsvRecords } from './csv-parse-reader.ts';
import { CsvScanner } from './csv-scanner.ts';

/**
 * The records of a CSV file, including blank ones, in batches: split by a fast scanner while they are ordinary, and by
 * csv-parse from the first unusual one on.
 *
 * @throws ImportRefused where quotes do not end, or a record is too long
 */
export async function* readCsvRecords(
  text: AsyncIterable<string>,
  format: FileFormat,
  isCut: boolean,
): AsyncGenerator<readonly CsvRecord[]> {
  // Skipped lines may contain anything.
  if (format.skip_lines > 0) return yield* parseCsvRecords(text, format, { isCut, linesBefore: 0 });
  const scanner = new CsvScanner(format);
  const pieces = text[Symbol.asyncIterator]();
  try {
    while (!scanner.isUnusual) {
      const piece = await pieces.next();
      if (piece.done) break;
      const records = scanner.scan(piece.value);
      if (records.length > 0) yield records;
    }
    if (scanner.rest === '') return;
    const rest = textFrom(scanner.rest, { [Symbol.asyncIterator]: () => pieces });
    yield* parseCsvRecords(rest, format, { isCut, linesBefore: scanner.lines });
  } finally {
    await pieces.return?.();
  }
}

async function* textFrom(first: string, others: AsyncIterable<string>): AsyncGenerator<string> {
  yield first;
  yield* others;
}
