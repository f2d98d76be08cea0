import { z } from 'zod';
import { jobNotesSchema } from './job-notes.ts';

/** The result of a load. Always `processed = inserted + updated + unchanged + skipped`. */
export const loadResultSchema = z
  .object({
    processed: z.int().meta({ description: 'Data rows read.' }),
    inserted: z.int().meta({ description: 'New products.' }),
    updated: z.int().meta({ description: 'Products whose fields changed.' }),
    unchanged: z.int().meta({ description: 'Products that were already equal; not written.' }),
    skipped: z.int().meta({ description: 'Rejected rows and repeated SKUs.' }),
    duplicates: z.int().meta({ description: 'Skipped rows whose SKU is repeated in a later row.' }),
    removed: z.int().meta({ description: 'Products missing from a full feed, now discontinued.' }),
    notes: jobNotesSchema,
  })
  .meta({ id: 'LoadResult' });
export type LoadResult = z.infer<typeof loadResultSchema>;

/** The result of a batch. Always `total = succeeded + failed + skipped`. */
export const batchResultSchema = z
  .object({
    total: z.int().meta({ description: 'Operations of the batch.' }),
    succeeded: z.int(),
    failed: z.int(),
    skipped: z.int().meta({ description: 'Operations that were not executed, or were rolled back.' }),
    notes: jobNotesSchema,
  })
  .meta({ id: 'BatchResult' });
export type BatchResult = z.infer<typeof batchResultSchema>;

/** Counts of a redelivery. */
export const redeliveryResultSchema = z
  .object({ deliveries: z.int().meta({ description: 'Number of deliveries to resend.' }), notes: jobNotesSchema })
  .meta({ id: 'RedeliveryResult' });

/** Counts of a replay of order exports. */
export const replayResultSchema = z
  .object({ exports: z.int().meta({ description: 'Number of exports to repeat.' }), notes: jobNotesSchema })
  .meta({ id: 'ReplayResult' });

/** The outcome of a file of an import. */
export const IMPORT_FILE_STATUSES = ['completed', 'failed', 'unmatched'] as const;

const rowCounts = {
  processed: z.int().meta({ description: 'Data rows read.' }),
  inserted: z.int().meta({ description: 'Rows that created new objects.' }),
  updated: z.int().meta({ description: 'Rows that changed or removed something.' }),
  unchanged: z.int().meta({ description: 'Rows without changes; nothing was written.' }),
  skipped: z
    .int()
    .meta({ description: 'Rows that were rejected, repeated, or skipped because of the mode or a blank value.' }),
};

export const importedFileSchema = z
  .object({
    file_name: z.string().meta({
      description: 'Without folders and `.gz`, unless another file of the ZIP has the same name then.',
    }),
    children: z.string().optional().meta({
      description: 'For nested rows, which are listed separately: the name after `children.` of their column.',
    }),
    // Not a schema of IDs: that would be circular, since ID schemas depend on the job types, which use this result.
    data_descriptor_id: z
      .string()
      .nullable()
      .meta({ description: 'The descriptor that read it; null if none matches.' }),
    version: z.int().nullable().meta({ description: 'The version of the descriptor.' }),
    status: z
      .enum(IMPORT_FILE_STATUSES)
      .meta({ description: '`failed`: nothing of it was imported. `unmatched`: no descriptor matches its name.' }),
    ...rowCounts,
    error: z.string().optional().meta({ description: 'The reason for the failure, as a message.' }),
  })
  .meta({ id: 'ImportedFile' });
export type ImportedFile = z.infer<typeof importedFileSchema>;

/** The result of an import. Always `processed = inserted + updated + unchanged + skipped`, of each file and in all. */
export const importResultSchema = z
  .object({
    ...rowCounts,
    files: z.array(importedFileSchema).meta({ description: 'The files, in the order in which they were imported.' }),
    notes: jobNotesSchema,
  })
  .meta({ id: 'ImportResult' });
export type ImportResult = z.infer<typeof importResultSchema>;

export const exportedFileSchema = z
  .object({
    file_name: z.string(),
    data_descriptor_id: z.string().meta({ description: 'The descriptor with which it was written.' }),
    version: z.int().meta({ description: 'The version of the descriptor.' }),
    entity: z.string().meta({ description: 'The entity of its rows.' }),
    rows: z.int().meta({ description: 'Rows in the file.' }),
    bytes: z.int().meta({ description: 'Its size, compressed if requested.' }),
  })
  .meta({ id: 'ExportedFile' });
export type ExportedFile = z.infer<typeof exportedFileSchema>;

/** The result of an export. */
export const exportResultSchema = z
  .object({
    rows: z.int().meta({ description: 'Rows of all files.' }),
    bytes: z.int().meta({ description: 'The size of all files.' }),
    files: z.array(exportedFileSchema).meta({ description: 'The files, in the order of the descriptors.' }),
    notes: jobNotesSchema,
  })
  .meta({ id: 'ExportResult' });
export type ExportResult = z.infer<typeof exportResultSchema>;

/** The result of an undo. Always `processed = reversed + kept + errored`. */
export const undoResultSchema = z
  .object({
    processed: z.int().meta({ description: 'Products that the load created or changed.' }),
    reversed: z.int().meta({ description: 'Products in which all changes of the load were reverted.' }),
    removed: z.int().meta({ description: 'Reversed: new products without references, now deleted.' }),
    discontinued: z.int().meta({
      description: 'Reversed: new products that were ordered or have a price list, now discontinued.',
    }),
    kept: z.int().meta({ description: 'Products that have changed since. The changes are kept and reported.' }),
    errored: z.int().meta({ description: 'Products that no longer exist.' }),
    notes: jobNotesSchema,
  })
  .meta({ id: 'UndoResult' });
export type UndoResult = z.infer<typeof undoResultSchema>;
