import type { ImportResult } from '../shared/job-results.ts';

/** The message of an import that has ended. */
export function importMessage(result: ImportResult, validateOnly: boolean): string {
  const { files, processed, inserted, updated, unchanged, skipped } = result;
  // Nested rows are listed separately, but belong to the same file.
  const own = files.filter(({ children }) => children === undefined);
  const read = own.filter(({ status }) => status !== 'unmatched').length;
  const failed = new Set(files.flatMap(({ status, file_name }) => (status === 'failed' ? [file_name] : []))).size;
  const unmatched = own.length - read;
  const counts = [
    `Files: ${read}. Failed: ${failed}.`,
    ...(unmatched > 0 ? [`Matched by no descriptor: ${unmatched}.`] : []),
    `Rows: ${processed}. Inserted: ${inserted}. Updated: ${updated}. Unchanged: ${unchanged}. Skipped: ${skipped}.`,
  ];
  return `Import ${validateOnly ? 'checked, and nothing written' : 'completed'}. ${counts.join(' ')}`;
}

/** Sums up the result of an import from its files. Failed files count nothing. */
export function importResult(files: ImportResult['files']): ImportResult {
  const sum = (count: 'processed' | 'inserted' | 'updated' | 'unchanged' | 'skipped') =>
    files.reduce((total, file) => total + file[count], 0);
  return {
    processed: sum('processed'),
    inserted: sum('inserted'),
    updated: sum('updated'),
    unchanged: sum('unchanged'),
    skipped: sum('skipped'),
    files,
  };
}
