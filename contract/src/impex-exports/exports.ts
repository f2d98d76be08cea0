import { z } from 'zod';
import { exportFilterSchema } from '../impex/export-filter.ts';
import { IMPORT_FORMATS } from '../impex/formats.ts';
import { dataGroupPathSchema } from '../impex/groups.ts';
import { jobSchema } from '../jobs/jobs.ts';
import { jobIdSchema } from '../shared/ids.ts';
import { exportedFileSchema } from '../shared/job-results.ts';
import { LIMITS } from '../shared/limits.ts';
import { fieldsOf, idempotencyHeaders, oneOf } from '../shared/request-schemas.ts';
import { c, commonResponses, problems } from '../shared/router.ts';
import { timeSchema } from '../shared/time.ts';
import { EXPORT_FILE_EXAMPLE } from './examples.ts';

/** The compressions of exported files. */
export const EXPORT_COMPRESSIONS = ['none', 'gzip'] as const;
export type ExportCompression = (typeof EXPORT_COMPRESSIONS)[number];

/** The intended readers of exported files, other than programs. */
export const EXPORT_READERS = ['spreadsheet'] as const;
export type ExportReader = (typeof EXPORT_READERS)[number];

/** The settings of an export's files that override or extend those of its descriptors. */
export const exportSettings = {
  filter: exportFilterSchema.optional().meta({
    description:
      'Which rows to export: each field overrides the same field of the descriptors, if their entity has it.',
  }),
  format: oneOf('format', IMPORT_FORMATS)
    .optional()
    .meta({ description: 'Overrides the format type of all descriptors.' }),
  compress: oneOf('compress', EXPORT_COMPRESSIONS)
    .default('none')
    .meta({ description: 'Whether each file is compressed.' }),
  for: oneOf('for', EXPORT_READERS).optional().meta({
    description:
      '`spreadsheet`: for files that are opened in a spreadsheet. In CSV, texts that begin with `=`, `+`, `-`, `@`, a tab or a carriage return are prefixed with an apostrophe, so that they are not treated as formulas; numbers are not prefixed. Imports remove the apostrophe.',
  }),
};

export const exportDataGroupSchema = fieldsOf(exportSettings).meta({
  id: 'ExportDataGroup',
  examples: [{ filter: { updated_since: '2026-04-01T00:00:00Z' }, compress: 'gzip' }],
});
export type ExportDataGroup = z.infer<typeof exportDataGroupSchema>;

export const exportJobFileSchema = z
  .object({
    ...exportedFileSchema.shape,
    url: z.string().meta({ description: 'Where the file can be downloaded, without a key.' }),
    url_expires_at: timeSchema.meta({ description: 'Until when `url` is valid; repeat the call for a new one.' }),
    kept_until: timeSchema.meta({ description: 'When the file is deleted.' }),
  })
  .meta({ id: 'ExportJobFile', examples: [EXPORT_FILE_EXAMPLE] });
export type ExportJobFile = z.infer<typeof exportJobFileSchema>;

export const dataExportsContract = c.router(
  {
    exportDataGroup: {
      method: 'POST',
      path: '/data-groups/:data_group_id/export',
      summary: 'Export the files of a data group',
      description:
        'Writes one file per descriptor of the group, all from the same snapshot. The response is the job; `result.files` of the finished job has the counts of each file, and `GET /jobs/{job_id}/files` the download links. A cancelled job keeps complete files.',
      metadata: { access: 'impex:write' },
      headers: idempotencyHeaders,
      pathParams: dataGroupPathSchema,
      body: exportDataGroupSchema,
      responses: { 202: jobSchema, ...problems(404, 409, 413, 415, 422) },
    },
    listExportFiles: {
      method: 'GET',
      path: '/jobs/:job_id/files',
      summary: 'List the files of an export, with links to download them',
      description: `Files written so far, in the order of the descriptors. A link is valid for ${LIMITS.exportLinkMinutes} minutes.`,
      metadata: { access: 'impex:read' },
      pathParams: z.object({ job_id: jobIdSchema }),
      responses: {
        200: z.object({ items: z.array(exportJobFileSchema) }).meta({ id: 'ExportJobFiles' }),
        ...problems(404),
      },
    },
    getDataGroupTemplates: {
      method: 'GET',
      path: '/data-groups/:data_group_id/templates',
      summary: 'Download a ZIP with an empty template file for each descriptor of a data group',
      description: 'Like `GET /data-descriptors/{data_descriptor_id}/sample`, for all descriptors of the group.',
      metadata: { access: 'impex:read', download: true },
      pathParams: dataGroupPathSchema,
      responses: { 200: c.otherResponse({ contentType: 'application/zip', body: z.string() }), ...problems(404) },
    },
  },
  { commonResponses, strictStatusCodes: true },
);
