import { z } from 'zod';
import { jobNotesSchema } from './job-notes.ts';

/** The result of a load. Always `processed = inserted + updated + unchanged + skipped`. */
export const loadResultSchema = z
  .object({
    processed: z.int().meta({ description: 'Data rows read.' }),
    inserted: z.int().meta({ description: 'New products.' }),
    updated: z.int().meta({ description: 'Products whose fields changed.' }),
    unchanged: z.int().meta({ description: 'Products equal to what the catalogue held; not written.' }),
    skipped: z.int().meta({ description: 'Rejected rows and repeated SKUs.' }),
    duplicates: z.int().meta({ description: 'Of the skipped: rows whose SKU a later row repeats.' }),
    removed: z.int().meta({ description: 'Products a full feed did not name; now discontinued.' }),
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
    skipped: z.int().meta({ description: 'Operations that were not executed, or whose effect was taken back.' }),
    notes: jobNotesSchema,
  })
  .meta({ id: 'BatchResult' });
export type BatchResult = z.infer<typeof batchResultSchema>;

/** Counts of a redelivery. */
export const redeliveryResultSchema = z
  .object({ deliveries: z.int().meta({ description: 'Deliveries that are sent again.' }), notes: jobNotesSchema })
  .meta({ id: 'RedeliveryResult' });

/** Counts of a replay of order exports. */
export const replayResultSchema = z
  .object({ exports: z.int().meta({ description: 'Exports that are done again.' }), notes: jobNotesSchema })
  .meta({ id: 'ReplayResult' });
