import type { LoadResult } from '../shared/job-results.ts';

/** The result of a load, as a sentence. */
export function loadMessage(result: LoadResult, validateOnly: boolean): string {
  const { processed, inserted, updated, unchanged, skipped, removed, notes = [] } = result;
  const counts = `Products processed: ${processed}. Inserted: ${inserted}. Updated: ${updated}. Unchanged: ${unchanged}. Skipped: ${skipped}.`;
  const kept = notes.find(({ code }) => code === 'nothing_removed');
  const more = removed > 0 ? ` Removed: ${removed}.` : kept ? ` ${kept.message}` : '';
  return validateOnly
    ? `Validation completed; nothing was written. ${counts}${more}`
    : `ETL processing completed. ${counts}${more}`;
}
