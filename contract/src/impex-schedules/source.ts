import { z } from 'zod';
import type { DataDirection } from '../impex/formats.ts';
import { shownFields } from '../impex/shown-fields.ts';
import { exportSettings } from '../impex-exports/exports.ts';
import { formatId } from '../shared/ids.ts';
import { LIMITS } from '../shared/limits.ts';
import { fieldsOf } from '../shared/request-schemas.ts';
import { webhookHeadersSchema } from '../webhooks/webhook-headers.ts';

/** The source of a schedule's files; `export` if the group writes them. */
export const SOURCE_TYPES = ['bucket', 'https', 'export'] as const;
export type SourceType = (typeof SOURCE_TYPES)[number];

/** Why a source does not match a data group's direction; undefined if it does. */
export function sourceDirectionProblem(type: SourceType, direction: DataDirection): string | undefined {
  if ((type === 'export') === (direction === 'export')) return undefined;
  return `A source of the type ${type} does not go with a data group of ${direction}s.`;
}

const prefixSchema = z
  .string()
  .max(LIMITS.sourcePrefixLength, { error: `prefix is longer than ${LIMITS.sourcePrefixLength} characters.` })
  .overwrite((text) => text.replace(/^\/+|\/+$/g, ''))
  .superRefine((prefix, { addIssue }) => {
    const message = prefixProblem(prefix);
    if (message !== undefined) addIssue({ code: 'custom', message });
  })
  .meta({
    description:
      "The folder within the partner's files: letters, digits, dots, hyphens and underscores, with slashes between folders. Two data groups cannot share a folder.",
    examples: ['erp'],
  });

const keptError = `keep_days must be a whole number from 1 to ${LIMITS.exportKeptDays}.`;
const keepDaysSchema = z
  .int({ error: keptError })
  .min(1, { error: keptError })
  .max(LIMITS.exportKeptDays, { error: keptError })
  .default(LIMITS.exportFileDays)
  .meta({ description: 'Days after which a later run deletes a file from the folder.', 'x-unit': 'days' });
const exportSourceFields = { keep_days: keepDaysSchema, ...exportSettings };

export const setSourceSchema = z
  .discriminatedUnion(
    'type',
    [
      fieldsOf({
        type: z.literal('bucket').meta({ description: 'Files that are put into a folder of the bucket.' }),
        prefix: prefixSchema,
      }).meta({ id: 'SetBucketSource' }),
      fieldsOf({
        type: z.literal('https').meta({ description: 'A file that is fetched from a URL.' }),
        url: z
          .string()
          .max(LIMITS.webhookUrlLength, { error: `url is longer than ${LIMITS.webhookUrlLength} characters.` })
          .meta({ description: 'A public HTTPS URL.', examples: ['https://erp.example/export/prices.csv'] }),
        headers: webhookHeadersSchema.optional().meta({
          description: `Up to ${LIMITS.webhookHeaders} headers to send, such as \`authorization\`. Their values are stored encrypted and not shown again. If omitted, the previous headers stay, as long as \`url\` has the same host.`,
        }),
      }).meta({ id: 'SetHttpsSource' }),
      fieldsOf({
        type: z.literal('export').meta({ description: 'Files that an export group writes to a folder.' }),
        prefix: prefixSchema,
        ...exportSourceFields,
      }).meta({ id: 'SetExportSource' }),
    ],
    { error: `Invalid type value. Allowed values: ${SOURCE_TYPES.join(', ')}` },
  )
  .meta({ description: 'The source of the files; for an export group, their destination.' });
export type SetSource = z.infer<typeof setSourceSchema>;

export const sourceSchema = z.discriminatedUnion('type', [
  z
    .object({
      type: z.literal('bucket').meta({ description: 'Files that are put into a folder of the bucket.' }),
      prefix: z.string().meta({ description: "The folder of the partner's files." }),
      folder: z.string().meta({ description: 'Where to put files: the prefix of their keys in the bucket.' }),
    })
    .meta({ id: 'BucketSource' }),
  z
    .object({
      type: z.literal('https').meta({ description: 'A file that is fetched from a URL.' }),
      url: z.string(),
      headers: z.record(z.string(), z.string()).meta({ description: 'The headers; the values are not shown.' }),
    })
    .meta({ id: 'HttpsSource' }),
  z
    .object({
      type: z.literal('export').meta({ description: 'Files that an export group writes to a folder.' }),
      prefix: z.string().meta({ description: "The folder of the partner's files." }),
      folder: z.string().meta({ description: 'The location of the files: the prefix of their keys in the bucket.' }),
      ...shownFields(exportSourceFields),
    })
    .meta({ id: 'ExportSource' }),
]);
export type ScheduleSource = z.infer<typeof sourceSchema>;

/**
 * The folders of a schedule's files. A prefix cannot contain any of these names, so the folders of two groups never
 * overlap.
 */
export const FILE_FOLDERS = ['incoming', 'processing', 'archive', 'failed', 'outgoing'] as const;
export type FileFolder = (typeof FILE_FOLDERS)[number];

const SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$/;

/** The problem of a prefix, as a sentence; undefined for a valid one. */
export function prefixProblem(prefix: string): string | undefined {
  const segments = prefix.split('/');
  if (!segments.every((segment) => SEGMENT.test(segment)))
    return 'prefix must be the name of a folder, such as erp, or erp/stock: letters, digits, dots, hyphens and underscores.';
  const own = segments.find((segment) => (FILE_FOLDERS as readonly string[]).includes(segment));
  return own && `prefix must not contain a folder named ${own}: the schedule makes one itself.`;
}

/** The key prefix of a folder. Each partner has its own root, so that none reads the files of another. */
export function fileFolder(partnerNumber: number, prefix: string, folder: FileFolder): string {
  return `files/${formatId('partner', partnerNumber)}/${prefix}/${folder}/`;
}
