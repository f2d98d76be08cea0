import { z } from 'zod';
import { jobSchema } from '../jobs/jobs.ts';
import { dataDescriptorIdOr, dataDescriptorIdSchema, dataGroupIdSchema, partnerIdSchema } from '../shared/ids.ts';
import { LIMITS } from '../shared/limits.ts';
import { listOf, pageQuery } from '../shared/pagination.ts';
import {
  changesOf,
  fieldsOf,
  idempotencyHeaders,
  lineSchema,
  oneOf,
  partnerNameFilter,
} from '../shared/request-schemas.ts';
import { c, commonResponses, problems } from '../shared/router.ts';
import { timeSchema } from '../shared/time.ts';
import { BUILT_IN_NAMES } from './built-in-descriptors.ts';
import { CREATE_DATA_GROUP_EXAMPLE, DATA_GROUP_EXAMPLE } from './examples.ts';
import { DATA_DIRECTIONS } from './formats.ts';

/** The consequence of a rejected row of an import. */
export const IMPORT_ON_ERROR = ['skip_row', 'rollback_file', 'stop_group'] as const;
export type ImportOnError = (typeof IMPORT_ON_ERROR)[number];

const ratioError = 'max_error_ratio must be from 0 to 1.';

const direction = oneOf('direction', DATA_DIRECTIONS).meta({
  description: 'Whether its files are imported or exported, like those of its descriptors. Cannot be changed.',
});

const descriptorsOf = <T extends z.ZodType<string>>(name: T) =>
  z
    .array(name)
    .min(1, { error: 'descriptors must name at least one descriptor.' })
    .max(LIMITS.groupDescriptors, { error: `descriptors must name at most ${LIMITS.groupDescriptors} descriptors.` })
    .refine((ids) => new Set(ids).size === ids.length, { error: 'descriptors must name each descriptor once.' });

const nameError = `Not a data descriptor: name one by its ID (DD00001), or a built-in one (${BUILT_IN_NAMES.join(', ')}).`;
const descriptorIdSchema = dataDescriptorIdOr(nameError).meta(dataDescriptorIdSchema.meta() ?? {});

const named = {
  descriptors: descriptorsOf(z.union([z.enum(BUILT_IN_NAMES), descriptorIdSchema], { error: nameError })).meta({
    description:
      'Data descriptors of the same partner and direction, in the order in which their files are imported, or written. A built-in one, such as `builtin:shopify_products`, that is named here becomes a descriptor of the partner, which stays as it is when the built-in one changes.',
  }),
};

const settings = {
  name: lineSchema('name', LIMITS.dataNameLength),
  descriptors: descriptorsOf(dataDescriptorIdSchema).meta({
    description:
      'Data descriptors of the same partner and direction, in the order in which their files are imported or written.',
  }),
  on_error: oneOf('on_error', IMPORT_ON_ERROR).meta({
    description:
      'The effect of a rejected row of an import: `skip_row` imports the others, `rollback_file` rolls the file back and continues with the next one, `stop_group` rolls it back and ends the import.',
  }),
  max_error_ratio: z
    .number({ error: ratioError })
    .min(0, { error: ratioError })
    .max(1, { error: ratioError })
    .nullable()
    .meta({ description: 'The share of rejected rows over which a file is rolled back; null for no limit.' }),
  validate_only: z.boolean().meta({
    description:
      'Whether imports only check and count, and write nothing. Each file is checked separately: a row is rejected if it needs a product that only an earlier file of the same import would create.',
  }),
};

export const dataGroupSchema = z
  .object({
    data_group_id: dataGroupIdSchema,
    partner_id: partnerIdSchema,
    partner_name: z.string(),
    direction,
    ...settings,
    created_at: timeSchema,
    updated_at: timeSchema,
  })
  .meta({ id: 'DataGroup', examples: [DATA_GROUP_EXAMPLE] });
export type DataGroup = z.infer<typeof dataGroupSchema>;

export const createDataGroupSchema = fieldsOf({
  partner_id: partnerIdSchema
    .optional()
    .meta({ description: "Optional with a partner's key; required with the operator's key." }),
  name: settings.name,
  direction: direction.default('import'),
  ...named,
  on_error: settings.on_error.default('skip_row'),
  max_error_ratio: settings.max_error_ratio.default(null),
  validate_only: settings.validate_only.default(false),
}).meta({ id: 'CreateDataGroup', examples: [CREATE_DATA_GROUP_EXAMPLE] });
export type CreateDataGroup = z.infer<typeof createDataGroupSchema>;

export const updateDataGroupSchema = changesOf({
  name: settings.name.optional(),
  descriptors: named.descriptors.optional(),
  on_error: settings.on_error.optional(),
  max_error_ratio: settings.max_error_ratio.optional(),
  validate_only: settings.validate_only.optional(),
}).meta({ id: 'UpdateDataGroup', examples: [{ on_error: 'rollback_file' }] });
export type UpdateDataGroup = z.infer<typeof updateDataGroupSchema>;

/** The form of an import as documented: its file. */
/** The form of an import. */
export const importFormSchema = fieldsOf({
  // Optional only in the schema: the server reads the file as a stream, not among the text parts.
  file: z.unknown().optional().meta({
    'x-required': true,
    type: 'string',
    format: 'binary',
    contentMediaType: 'application/octet-stream',
    description: 'The file, or a ZIP of files.',
  }),
}).meta({ examples: [{ file: 'Artikelnummer;Preis' }] });

export const dataGroupPathSchema = z.object({ data_group_id: dataGroupIdSchema });
const read = { access: 'impex:read' } as const;
const write = { access: 'impex:write' } as const;

export const dataGroupsContract = c.router(
  {
    createDataGroup: {
      method: 'POST',
      path: '/data-groups',
      summary: 'Create a data group: which files are imported or exported together, and in which order',
      description: 'It lists data descriptors of its partner; the first one is imported first.',
      metadata: write,
      headers: idempotencyHeaders,
      body: createDataGroupSchema,
      responses: { 201: dataGroupSchema, ...problems(404, 409, 413, 415, 422) },
    },
    listDataGroups: {
      method: 'GET',
      path: '/data-groups',
      summary: 'List data groups, newest first',
      description: "With a partner's key: its own; with the operator's key: those of all partners.",
      metadata: { ...read, reads: 'replica' },
      query: z.object({ partner_name: partnerNameFilter.optional(), ...pageQuery }),
      responses: { 200: listOf(dataGroupSchema) },
    },
    getDataGroup: {
      method: 'GET',
      path: '/data-groups/:data_group_id',
      summary: 'Get a data group',
      description: 'Includes its data descriptors in order.',
      metadata: read,
      pathParams: dataGroupPathSchema,
      responses: { 200: dataGroupSchema, ...problems(404) },
    },
    updateDataGroup: {
      method: 'PATCH',
      path: '/data-groups/:data_group_id',
      summary: 'Change a data group',
      description: 'Imports that were already requested keep the previous settings.',
      metadata: write,
      pathParams: dataGroupPathSchema,
      body: updateDataGroupSchema,
      responses: { 200: dataGroupSchema, ...problems(404, 409, 413, 415, 422) },
    },
    deleteDataGroup: {
      method: 'DELETE',
      path: '/data-groups/:data_group_id',
      summary: 'Delete a data group',
      description: 'Rejected while one of its jobs is queued or running. Its data descriptors stay.',
      metadata: write,
      pathParams: dataGroupPathSchema,
      responses: { 204: c.noBody(), ...problems(404, 409) },
    },
    importDataGroup: {
      method: 'POST',
      path: '/data-groups/:data_group_id/import',
      summary: 'Import a file, or a ZIP of files',
      description:
        'Each file is read by the first descriptor whose pattern matches its name, and the files are imported in the order of the descriptors. Accepts plain files, gzip files, or several files in one ZIP. The response is the job; `result.files` of the finished job has the counts of each file. A file is imported completely or not at all.',
      metadata: write,
      headers: idempotencyHeaders,
      contentType: 'multipart/form-data',
      pathParams: dataGroupPathSchema,
      body: importFormSchema,
      responses: { 202: jobSchema, ...problems(404, 409, 413, 415, 422) },
    },
  },
  { commonResponses, strictStatusCodes: true },
);
