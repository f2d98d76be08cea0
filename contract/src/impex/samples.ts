import { z } from 'zod';
import { partnerIdSchema } from '../shared/ids.ts';
import { LIMITS } from '../shared/limits.ts';
import { fieldsOf } from '../shared/request-schemas.ts';
import { dataDefinitionSchema, shownDefinition } from './descriptors.ts';
import { CREATE_DATA_DESCRIPTOR_EXAMPLE, DATA_DESCRIPTOR_EXAMPLE } from './examples.ts';

const sampleError = `sample must have from 1 to ${LIMITS.sampleLength} characters.`;

const sampleFields = {
  sample: z
    .string({ error: sampleError })
    .min(1, { error: sampleError })
    .max(LIMITS.sampleLength, { error: sampleError })
    .optional()
    .meta({ description: 'The beginning of the file as text, whatever the encoding of the file. Or `sample_base64`.' }),
  sample_base64: z
    .string()
    .max(LIMITS.sampleLength, { error: `sample_base64 is longer than ${LIMITS.sampleLength} characters.` })
    .regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/, {
      error: 'sample_base64 must be base64.',
    })
    .min(1, { error: 'sample_base64 must not be empty.' })
    .optional()
    .meta({ description: 'The beginning of the file as bytes, of which the encoding is a part. Or `sample`.' }),
  is_cut: z.boolean().default(false).meta({
    description:
      'Whether the file goes on after the sample: its last line may be incomplete then. A workbook must be sent whole.',
  }),
};

const ONE_SAMPLE = { error: 'Send either sample or sample_base64.' };
const hasOneSample = (body: { sample?: string | undefined; sample_base64?: string | undefined }) =>
  (body.sample === undefined) !== (body.sample_base64 === undefined);

/** The beginning of a file: as text, or as the base64 of its bytes. */
export interface DataSample {
  readonly sample?: string | undefined;
  readonly sample_base64?: string | undefined;
  readonly is_cut: boolean;
}

const SAMPLE_EXAMPLE = 'Artikelnummer;Preis\nHL-1;1.299,50\n';

export const previewDataDescriptorSchema = fieldsOf(sampleFields)
  .refine(hasOneSample, ONE_SAMPLE)
  .meta({ id: 'PreviewDataDescriptor', examples: [{ sample: SAMPLE_EXAMPLE }] });

export const previewDataDefinitionSchema = fieldsOf({
  partner_id: partnerIdSchema
    .optional()
    .meta({ description: "Whose products are looked up. A partner's key may leave it out; the operator names it." }),
  definition: dataDefinitionSchema.meta({ description: 'The descriptor that is being made.' }),
  ...sampleFields,
})
  .refine(hasOneSample, ONE_SAMPLE)
  .meta({
    id: 'PreviewDataDefinition',
    examples: [{ definition: CREATE_DATA_DESCRIPTOR_EXAMPLE, sample: SAMPLE_EXAMPLE }],
  });

export const detectDataDefinitionSchema = fieldsOf({
  file_name: z
    .string()
    .max(LIMITS.fileNameLength, { error: `file_name is longer than ${LIMITS.fileNameLength} characters.` })
    .optional()
    .meta({ description: 'Its ending tells the format, and the rest of it becomes the pattern of names.' }),
  ...sampleFields,
})
  .refine(hasOneSample, ONE_SAMPLE)
  .meta({ id: 'DetectDataDefinition', examples: [{ file_name: 'preise_2026-04.csv', sample: SAMPLE_EXAMPLE }] });
export type DetectDataDefinition = z.infer<typeof detectDataDefinitionSchema>;

/** What an import would do with a row. */
export const PREVIEW_OUTCOMES = ['inserted', 'updated', 'unchanged', 'skipped', 'rejected'] as const;

export const dataPreviewRowSchema = z
  .object({
    children: z.string().optional().meta({
      description: 'Of a row within a row: the name after `children.` of its column. These come after the others.',
    }),
    line: z.int().meta({ description: 'The line at which the row begins; of XML, the number of the row.' }),
    values: z
      .record(z.string(), z.string().nullable())
      .meta({ description: 'The values by their targets, as they were read; null for none.' }),
    outcome: z
      .enum(PREVIEW_OUTCOMES)
      .meta({ description: 'What an import would do with it now. `skipped`: nothing, because of the mode.' }),
    problems: z
      .array(
        z
          .object({
            column: z.string().optional().meta({ description: 'The target of the column; none for the whole row.' }),
            code: z.string(),
            message: z.string(),
            value: z.string().optional().meta({ description: 'The refused value, cut to 200 characters.' }),
          })
          .meta({ id: 'DataPreviewProblem' }),
      )
      .meta({ description: 'Why the row is rejected; empty for a good one.' }),
  })
  .meta({ id: 'DataPreviewRow' });
export type DataPreviewRow = z.infer<typeof dataPreviewRowSchema>;

export const dataPreviewSchema = z
  .object({
    rows: z.array(dataPreviewRowSchema).meta({ description: `The first rows, at most ${LIMITS.previewRows}.` }),
    error: z
      .string()
      .optional()
      .meta({ description: 'Why the file cannot be imported, or not be read further, as a sentence.' }),
  })
  .meta({
    id: 'DataPreview',
    examples: [
      {
        rows: [
          {
            line: 2,
            values: { sku: 'HL-1', price: '1299.50', currency: 'EUR' },
            outcome: 'updated' as const,
            problems: [],
          },
        ],
      },
    ],
  });
export type DataPreview = z.infer<typeof dataPreviewSchema>;

const { name, direction, entity, format, file_name_pattern, mode, columns } = DATA_DESCRIPTOR_EXAMPLE;

export const dataProposalSchema = z
  .object({
    definition: z
      .object(shownDefinition)
      .meta({ id: 'ProposedDataDefinition', description: 'The fields with which a descriptor can be created.' }),
    unassigned: z.array(z.string()).meta({ description: 'Columns of the file that no target was found for.' }),
    missing: z.array(z.string()).meta({
      description: 'Targets that the descriptor needs, and for which no column was found: add them.',
    }),
  })
  .meta({
    id: 'DataProposal',
    examples: [
      {
        definition: { name, direction, entity, format, file_name_pattern, mode: mode as 'merge', columns },
        unassigned: ['Lagerplatz'],
        missing: [],
      },
    ],
  });
export type DataProposal = z.infer<typeof dataProposalSchema>;
