import { z } from 'zod';
import { dataDescriptorIdSchema, partnerIdSchema } from '../shared/ids.ts';
import { LIMITS } from '../shared/limits.ts';
import { fieldsOf, lineSchema } from '../shared/request-schemas.ts';
import { timeSchema } from '../shared/time.ts';
import { dataColumnSchema, shownColumnSchema } from './columns.ts';
import { descriptorProblems } from './descriptor-problems.ts';
import { ENTITY_RULES, IMPORT_ENTITIES, IMPORT_MODES } from './entities.ts';
import { CREATE_DATA_DESCRIPTOR_EXAMPLE, DATA_DESCRIPTOR_EXAMPLE } from './examples.ts';
import { exportFilterSchema, exportOrderSchema } from './export-filter.ts';
import { DATA_DIRECTIONS, IMPORT_FORMATS } from './formats.ts';
import { shownFields } from './shown-fields.ts';

/** The encodings that files may have, by their names in the Encoding standard. */
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

/** What CSV files put around cells that have delimiters or line ends in them. */
export const CELL_QUOTES = ['"', "'", 'none'] as const;

/** A choice, whose refusal names the values. */
export const oneOf = <const T extends readonly [string, ...string[]]>(name: string, values: T) =>
  z.enum(values, { error: `Invalid ${name} value. Allowed values: ${values.map(shown).join(', ')}` });

function shown(value: string): string {
  return value === '\t' ? 'tab' : value;
}

const formatFields = {
  type: oneOf('type', IMPORT_FORMATS).meta({
    description: 'CSV, JSON lines (one object a line), XML, or a sheet of an XLSX workbook.',
  }),
  encoding: oneOf('encoding', FILE_ENCODINGS)
    .default('utf-8')
    .meta({ description: 'How the text is encoded. XML declares its own, which must agree; workbooks have none.' }),
  delimiter: oneOf('delimiter', CELL_DELIMITERS)
    .default(',')
    .meta({ description: 'What separates the cells of a CSV row.' }),
  quote: oneOf('quote', CELL_QUOTES).optional().meta({
    description:
      'What stands around a cell of a CSV file that has delimiters or line ends in it: double quotes if left out. `none` where quotes are characters like others.',
  }),
  header: z.boolean().default(true).meta({
    description: 'Whether the first row of a CSV file or of a sheet names the columns. Without: sources are positions.',
  }),
  skip_lines: z
    .int()
    .min(0, { error: 'skip_lines must not be negative.' })
    .max(1_000, { error: 'skip_lines must be at most 1000.' })
    .default(0)
    .meta({ description: 'Lines of a CSV file, or rows of a sheet, before its header or before its first row.' }),
  sheet: lineSchema('sheet', 31).optional().meta({
    description: 'The sheet of a workbook: by its name, or by its position, such as `#2`; the first one if left out.',
  }),
  row_path: z
    .string()
    .max(LIMITS.importTargetLength, { error: `row_path is longer than ${LIMITS.importTargetLength} characters.` })
    .regex(/^(?:\/[^/\s@]+)+$/, { error: 'row_path must be a path such as /catalog/product.' })
    .optional()
    .meta({ description: 'The path of the XML element that is a row, from the root on: `/catalog/product`.' }),
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
  format: fileFormatSchema.meta({ description: 'How the file is laid out.' }),
  file_name_pattern: lineSchema('file_name_pattern', LIMITS.fileNameLength).meta({
    description:
      'The files that it reads, by their names, without folders and `.gz`: `*` stands for any characters, `?` for one. The name of an exported file has the time in place of the first `*`.',
  }),
  mode: oneOf('mode', IMPORT_MODES).meta({
    description:
      'What an import does with rows: `merge` inserts and updates, `insert_only` leaves what exists as it is, `update_only` leaves out what does not exist, `delete` removes.',
  }),
  columns: z
    .array(dataColumnSchema)
    .min(1, { error: 'columns must have at least one column.' })
    .max(LIMITS.importColumns, { error: `columns must have at most ${LIMITS.importColumns} columns.` })
    .meta({ description: 'Where the values of a row stand, how they are read, and where they go.' }),
  filter: exportFilterSchema.meta({ description: 'Which rows an export has; all where it is left out.' }),
  order_by: exportOrderSchema.meta({
    description: 'The order of the rows of an export; that of their IDs where it is left out.',
  }),
};

/** A descriptor without what the server adds to it: what a version of it consists of. */
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

/** The fields of a definition as they are shown. */
export const shownDefinition = {
  ...shownFields(definition),
  format: shownFormatSchema.meta({ description: 'How the file is laid out.' }),
  columns: z
    .array(shownColumnSchema)
    .meta({ description: 'Where the values of a row stand, how they are read, and where they go.' }),
};

/** The schema of a whole definition, by which a changed one is checked as well. */
export const dataDefinitionSchema = fieldsOf(definition)
  .superRefine(addProblems)
  .meta({ id: 'DataDefinition', examples: [CREATE_DATA_DESCRIPTOR_EXAMPLE] });
export type DataDefinition = z.infer<typeof dataDefinitionSchema>;

export const dataDescriptorSchema = z
  .object({
    data_descriptor_id: dataDescriptorIdSchema,
    partner_id: partnerIdSchema,
    partner_name: z.string(),
    version: z.int().meta({ description: 'Grows with each change; jobs name the one that they used.' }),
    ...shownDefinition,
    created_at: timeSchema,
    updated_at: timeSchema.meta({ description: 'When this version was made.' }),
  })
  .meta({ id: 'DataDescriptor', examples: [DATA_DESCRIPTOR_EXAMPLE] });
export type DataDescriptor = z.infer<typeof dataDescriptorSchema>;

export const createDataDescriptorSchema = fieldsOf({
  partner_id: partnerIdSchema
    .optional()
    .meta({ description: "A partner's key may leave it out; the operator names it." }),
  ...definition,
})
  .superRefine(addProblems)
  .meta({ id: 'CreateDataDescriptor', examples: [CREATE_DATA_DESCRIPTOR_EXAMPLE] });
export type CreateDataDescriptor = z.infer<typeof createDataDescriptorSchema>;

export const updateDataDescriptorSchema = fieldsOf({
  name: settings.name.optional(),
  entity: settings.entity.optional(),
  format: settings.format.optional().meta({ description: 'How the file is laid out.' }),
  file_name_pattern: settings.file_name_pattern.optional(),
  mode: settings.mode.optional(),
  columns: settings.columns.optional(),
  filter: settings.filter.optional(),
  order_by: settings.order_by.optional(),
})
  .refine((body) => Object.keys(body).length > 0, { error: 'Name at least one field to change.' })
  .meta({ id: 'UpdateDataDescriptor', examples: [{ file_name_pattern: 'preise_*.csv' }] });
export type UpdateDataDescriptor = z.infer<typeof updateDataDescriptorSchema>;
