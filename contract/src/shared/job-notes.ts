import { z } from 'zod';

/**
 * The notes of a job about its whole file: what was skipped or corrected without rejecting a row. For each code, the
 * sentence by number of occurrences. Stable: a client may switch on the codes; new ones may be added.
 */
export const JOB_NOTES = {
  system_files_ignored: (count) => `System files of macOS or Windows in the archive that were ignored: ${count}.`,
  folder_ignored: () => 'All files of the archive are in one folder, which was ignored.',
  file_endings_taken: (count) =>
    `Files that were accepted although their names do not end in lower-case .json: ${count}.`,
  operation_ids_normalised: (count) =>
    `Operation IDs that were normalised to composed characters and single spaces, without invisible characters: ${count}.`,
  separator_line_skipped: (count) => `${counted(count, 'line')} that only specifies the delimiter (sep=): ignored.`,
  byte_order_marks_ignored: (count) => `${counted(count, 'surplus byte order mark')} at the beginning: ignored.`,
  header_names_cleaned: (count) =>
    `${counted(count, 'column name')} with invisible characters: the characters were removed.`,
  unnamed_columns_ignored: (count) => `${counted(count, 'column')} without a name at the end: ignored.`,
  repeated_header_skipped: (count) => `${counted(count, 'line')} that repeats the header: ignored.`,
  empty_rows_skipped: (count) => `${counted(count, 'row')} without any value: ignored.`,
  surplus_cells_ignored: (count) =>
    `${counted(count, 'row')} with more cells than the header: the extra cells are empty and were ignored.`,
  missing_cells_taken_as_empty: (count) =>
    `${counted(count, 'row')} with fewer cells than the header: the missing cells count as empty.`,
  nothing_removed: (count) =>
    `No product was removed, because ${counted(count, 'row')} cannot be assigned to a product. Correct the quotes and delimiters of these rows and send the feed again.`,
} as const satisfies Record<string, (count: number) => string>;

export type JobNoteCode = keyof typeof JOB_NOTES;
export const JOB_NOTE_CODES = Object.keys(JOB_NOTES) as [JobNoteCode, ...JobNoteCode[]];

export const jobNoteSchema = z
  .object({
    code: z.string().meta({ description: `What was noted: ${JOB_NOTE_CODES.join(', ')}.` }),
    message: z.string().meta({ description: 'The same as a message.' }),
    count: z.int().meta({ description: 'The frequency.' }),
  })
  .meta({ id: 'JobNote' });
export type JobNote = z.infer<typeof jobNoteSchema>;

/** The `notes` of a job's result; left out where there are none. */
export const jobNotesSchema = z.array(jobNoteSchema).optional().meta({
  description: 'Notes about the whole file, such as skipped lines. Missing if there are none.',
});

/** Counts the notes of a job. */
export class JobNotes {
  readonly #counts = new Map<JobNoteCode, number>();

  add(code: JobNoteCode, count = 1): void {
    if (count > 0) this.#counts.set(code, (this.#counts.get(code) ?? 0) + count);
  }

  /** A copy with further notes. */
  with(more: Partial<Record<JobNoteCode, number>>): JobNotes {
    const notes = new JobNotes();
    for (const [code, count] of this.#counts) notes.add(code, count);
    for (const code of JOB_NOTE_CODES) notes.add(code, more[code] ?? 0);
    return notes;
  }

  /** The notes, in the order of `JOB_NOTES`. */
  list(): JobNote[] {
    return JOB_NOTE_CODES.flatMap((code) => {
      const count = this.#counts.get(code);
      return count === undefined ? [] : [{ code, message: JOB_NOTES[code](count), count }];
    });
  }

  /** As a part of a job's result. */
  asResult(): { notes?: JobNote[] } {
    const notes = this.list();
    return notes.length === 0 ? {} : { notes };
  }
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
