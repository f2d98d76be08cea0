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
    .meta({
      description: 'The beginning of the file as text, whatever the encoding of the file. Or use `sample_base64`.',
    }),
  sample_base64: z
    .string()
    .max(LIMITS.sampleLength, { error: `sample_base64 is longer than ${LIMITS.sampleLength} characters.` })
    .regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/, {
      error: 'sample_base64 must be base64.',
    })
    .min(1, { error: 'sample_base64 must not be empty.' })
    .optional()
    .meta({ description: 'The beginning of the file as bytes, in its encoding. Or use `sample`.' }),
  is_cut: z.boolean().default(false).meta({
    description:
      'Whether the file continues after the sample, so that its last line may be incomplete. A workbook must be sent completely.',
  }),
};

const ONE_SAMPLE = { error: 'Send either sample or sample_base64.' };
const hasOneSample = (body: { sample?: string | undefined; sample_base64?: string | undefined }) =>
  (body.sample === undefined) !== (body.sample_base64 === undefined);

/** The beginning of a file: as text, or as base64. */
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
  partner_id: partnerIdSchema.optional().meta({
    description: "The partner of the products. Optional with a partner's key; required with the operator's key.",
  }),
  definition: dataDefinitionSchema.meta({ description: 'The current descriptor.' }),
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
    .meta({
      description: 'The file name: its extension determines the format, and the rest becomes the file name pattern.',
    }),
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
      description: 'For a nested row: the name after `children.` of its column. Nested rows come after the others.',
    }),
    line: z.int().meta({ description: 'The line on which the row begins; for XML, the number of the row.' }),
    values: z
      .record(z.string(), z.string().nullable())
      .meta({ description: 'The parsed values by target; null if blank.' }),
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
            value: z.string().optional().meta({ description: 'The rejected value, truncated to 200 characters.' }),
          })
          .meta({ id: 'DataPreviewProblem' }),
      )
      .meta({ description: 'Why the row is rejected; empty if it is valid.' }),
  })
  .meta({ id: 'DataPreviewRow' });
export type DataPreviewRow = z.infer<typeof dataPreviewRowSchema>;

export const dataPreviewSchema = z
  .object({
    rows: z.array(dataPreviewRowSchema).meta({ description: `The first rows, at most ${LIMITS.previewRows}.` }),
    error: z
      .string()
      .optional()
      .meta({ description: 'Why the file cannot be imported or read further, as a message.' }),
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
    unassigned: z.array(z.string()).meta({ description: 'Columns of the file without a matching target.' }),
    missing: z.array(z.string()).meta({
      description: 'Required targets without a matching column: add them.',
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
