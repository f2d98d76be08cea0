import { z } from 'zod';
import { dataDescriptorIdSchema, partnerIdSchema } from '../shared/ids.ts';
import { LIMITS } from '../shared/limits.ts';
import { changesOf, fieldsOf, lineSchema, oneOf } from '../shared/request-schemas.ts';
import { timeSchema } from '../shared/time.ts';
import { dataColumnSchema, shownColumnSchema } from './columns.ts';
import { descriptorProblems } from './descriptor-problems.ts';
import { ENTITY_RULES, IMPORT_ENTITIES, IMPORT_MODES } from './entities.ts';
import { CREATE_DATA_DESCRIPTOR_EXAMPLE, DATA_DESCRIPTOR_EXAMPLE } from './examples.ts';
import { exportFilterSchema, exportOrderSchema } from './export-filter.ts';
import { DATA_DIRECTIONS, IMPORT_FORMATS } from './formats.ts';
import { shownFields } from './shown-fields.ts';

/** The supported file encodings, by their names in the Encoding standard. */
export const FILE_ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'iso-8859-15',
  'windows-1250',
  'iso-8859-2',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'macintosh',
  'shift_jis',
  'gb18030',
] as const;
export type FileEncoding = (typeof FILE_ENCODINGS)[number];

export const CELL_DELIMITERS = [',', ';', '\t', '|'] as const;

/** The quotes of CSV cells that contain delimiters or line ends. */
export const CELL_QUOTES = ['"', "'", 'none'] as const;

const formatFields = {
  type: oneOf('type', IMPORT_FORMATS).meta({
    description: 'CSV, JSON lines (one object per line), XML, or a sheet of an XLSX workbook.',
  }),
  encoding: oneOf('encoding', FILE_ENCODINGS)
    .default('utf-8')
    .meta({ description: 'The text encoding. It must match the declaration in XML; workbooks have none.' }),
  delimiter: oneOf('delimiter', CELL_DELIMITERS)
    .default(',')
    .meta({ description: 'The delimiter between the cells of a CSV row.' }),
  quote: oneOf('quote', CELL_QUOTES).optional().meta({
    description:
      'The quote character around CSV cells with delimiters or line breaks; double quotes by default. `none` if quotes have no special meaning.',
  }),
  header: z.boolean().default(true).meta({
    description:
      'Whether the first row of a CSV file or sheet contains the column names. Otherwise, sources are positions.',
  }),
  skip_lines: z
    .int()
    .min(0, { error: 'skip_lines must not be negative.' })
    .max(1_000, { error: 'skip_lines must be at most 1000.' })
    .default(0)
    .meta({ description: 'Lines of a CSV file, or rows of a sheet, before its header or before its first row.' }),
  sheet: lineSchema('sheet', 31).optional().meta({
    description: 'The sheet of a workbook, by name or position, such as `#2`; the first one by default.',
  }),
  row_path: z
    .string()
    .max(LIMITS.importTargetLength, { error: `row_path is longer than ${LIMITS.importTargetLength} characters.` })
    .regex(/^(?:\/[^/\s@]+)+$/, { error: 'row_path must be a path such as /catalog/product.' })
    .optional()
    .meta({ description: 'The path of the XML element that is a row, from the root: `/catalog/product`.' }),
};

const fileFormatSchema = fieldsOf(formatFields).meta({
  id: 'FileFormatFields',
  examples: [{ type: 'csv', delimiter: ';' }],
});
const shownFormatSchema = z.object(shownFields(formatFields)).meta({ id: 'FileFormat' });
export type FileFormat = z.infer<typeof fileFormatSchema>;

const entityNotes = IMPORT_ENTITIES.map((entity) => `\`${entity}\`: ${ENTITY_RULES[entity].about}`).join(' ');

const settings = {
  name: lineSchema('name', LIMITS.dataNameLength),
  direction: oneOf('direction', DATA_DIRECTIONS).meta({
    description: 'Whether it describes files that are imported, or files that are exported. Cannot be changed.',
  }),
  entity: oneOf('entity', IMPORT_ENTITIES).meta({ description: `What the rows are. ${entityNotes}` }),
  format: fileFormatSchema.meta({ description: 'The layout of the file.' }),
  file_name_pattern: lineSchema('file_name_pattern', LIMITS.fileNameLength).meta({
    description:
      'Pattern of the names of files that it reads, without folders and `.gz`: `*` matches any characters, `?` matches one. In names of exported files, the time replaces the first `*`.',
  }),
  mode: oneOf('mode', IMPORT_MODES).meta({
    description:
      'What an import does with rows: `merge` inserts and updates, `insert_only` does not change existing objects, `update_only` skips unknown ones, `delete` removes.',
  }),
  columns: z
    .array(dataColumnSchema)
    .min(1, { error: 'columns must have at least one column.' })
    .max(LIMITS.importColumns, { error: `columns must have at most ${LIMITS.importColumns} columns.` })
    .meta({ description: 'The columns: source, parsing and target of each value.' }),
  filter: exportFilterSchema.meta({ description: 'Which rows to export; all by default.' }),
  order_by: exportOrderSchema.meta({
    description: 'The sort order of exported rows; by ID if omitted.',
  }),
};

/** The stored content of a descriptor's version, without fields that the server adds. */
const definition = {
  name: settings.name,
  direction: settings.direction.default('import'),
  entity: settings.entity,
  format: settings.format,
  file_name_pattern: settings.file_name_pattern.default('*'),
  mode: settings.mode.default('merge'),
  columns: settings.columns,
  filter: settings.filter.optional(),
  order_by: settings.order_by.optional(),
};

type Definition = z.infer<z.ZodObject<typeof definition>>;

function addProblems(descriptor: Definition, context: z.RefinementCtx): void {
  for (const { path, message } of descriptorProblems(descriptor)) context.addIssue({ code: 'custom', path, message });
}

/** The fields of a definition in responses. */
export const shownDefinition = {
  ...shownFields(definition),
  format: shownFormatSchema.meta({ description: 'The layout of the file.' }),
  columns: z.array(shownColumnSchema).meta({ description: 'The columns: source, parsing and target of each value.' }),
};

/** The schema of a whole definition, which also validates a changed one. */
export const dataDefinitionSchema = fieldsOf(definition)
  .superRefine(addProblems)
  .meta({ id: 'DataDefinition', examples: [CREATE_DATA_DESCRIPTOR_EXAMPLE] });
export type DataDefinition = z.infer<typeof dataDefinitionSchema>;

export const dataDescriptorSchema = z
  .object({
    data_descriptor_id: dataDescriptorIdSchema,
    partner_id: partnerIdSchema,
    partner_name: z.string(),
    version: z.int().meta({ description: 'Increases with each change; jobs refer to the version that they used.' }),
    ...shownDefinition,
    created_at: timeSchema,
    updated_at: timeSchema.meta({ description: 'When this version was created.' }),
  })
  .meta({ id: 'DataDescriptor', examples: [DATA_DESCRIPTOR_EXAMPLE] });
export type DataDescriptor = z.infer<typeof dataDescriptorSchema>;

export const createDataDescriptorSchema = fieldsOf({
  partner_id: partnerIdSchema
    .optional()
    .meta({ description: "Optional with a partner's key; required with the operator's key." }),
  ...definition,
})
  .superRefine(addProblems)
  .meta({ id: 'CreateDataDescriptor', examples: [CREATE_DATA_DESCRIPTOR_EXAMPLE] });
export type CreateDataDescriptor = z.infer<typeof createDataDescriptorSchema>;

export const updateDataDescriptorSchema = changesOf({
  name: settings.name.optional(),
  entity: settings.entity.optional(),
  format: settings.format.optional().meta({ description: 'The layout of the file.' }),
  file_name_pattern: settings.file_name_pattern.optional(),
  mode: settings.mode.optional(),
  columns: settings.columns.optional(),
  filter: settings.filter.optional(),
  order_by: settings.order_by.optional(),
}).meta({ id: 'UpdateDataDescriptor', examples: [{ file_name_pattern: 'preise_*.csv' }] });
export type UpdateDataDescriptor = z.infer<typeof updateDataDescriptorSchema>;
