import type { ExportedFile, ExportResult } from '../shared/job-results.ts';

/** The result of an export from its files. */
export function exportResult(files: readonly ExportedFile[]): ExportResult {
  const sum = (count: 'rows' | 'bytes') => files.reduce((total, file) => total + file[count], 0);
  return { rows: sum('rows'), bytes: sum('bytes'), files: [...files] };
}

/** The message of an export that has completed. */
export function exportMessage({ files, rows }: ExportResult): string {
  return `Export completed. Files: ${files.length}. Rows: ${rows}.`;
}
