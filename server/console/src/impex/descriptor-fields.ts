import type { CreateDataDescriptorFields, DataDescriptor } from '@commerce-integration/sdk';
import { mapOfText, textOfMap } from '../ui/word-map.ts';

/** A column as form fields: every field is a text, and empty ones are omitted. */
export interface ColumnFields {
  target: string;
  source: string;
  constant: string;
  type: string;
  decimal_separator: string;
  thousands_separator: string;
  date_format: string;
  timezone: string;
  default: string;
  /** A line for each word: `ja = in_stock`. */
  map: string;
  extract: string;
  template: string;
  required: boolean;
  trim: boolean;
  /** The JSON of settings that the form does not show, such as a lookup, so that they are preserved. */
  kept: string;
}

interface FormatFields {
  type: string;
  encoding: string;
  delimiter: string;
  header: boolean;
  skip_lines: string;
  row_path: string;
  /** Settings that the form does not show, as JSON with the type that they belong to. */
  kept: string;
}

export interface DescriptorFields {
  partner_id: string;
  direction: DataDescriptor['direction'];
  name: string;
  entity: string;
  mode: string;
  file_name_pattern: string;
  format: FormatFields;
  columns: ColumnFields[];
}

/** The ID of the list from which the target of a column can be chosen. */
export const TARGETS_LIST = 'descriptor-targets';

export const NEW_COLUMN: ColumnFields = {
  target: '',
  source: '',
  constant: '',
  type: 'string',
  decimal_separator: '.',
  thousands_separator: '',
  date_format: '',
  timezone: 'UTC',
  default: '',
  map: '',
  extract: '',
  template: '',
  required: false,
  trim: true,
  kept: '{}',
};

/** The content of a descriptor, stored or not. */
type Definition = Omit<
  DataDescriptor,
  'data_descriptor_id' | 'partner_name' | 'version' | 'created_at' | 'updated_at' | 'partner_id'
> & { partner_id?: string };

/** @param descriptor the one to change; without one, the form starts empty */
export function fieldsOfDescriptor(descriptor: Definition | undefined, partnerId: string): DescriptorFields {
  return {
    partner_id: descriptor?.partner_id ?? partnerId,
    direction: descriptor?.direction ?? 'import',
    name: descriptor?.name ?? '',
    entity: descriptor?.entity ?? 'product',
    mode: descriptor?.mode ?? 'merge',
    file_name_pattern: descriptor?.file_name_pattern ?? '*',
    format: fieldsOfFormat(descriptor?.format),
    columns: descriptor?.columns.map(fieldsOfColumn) ?? [{ ...NEW_COLUMN, target: 'sku' }],
  };
}

function fieldsOfFormat(format: Partial<DataDescriptor['format']> = {}): FormatFields {
  const {
    type = 'csv',
    encoding = 'utf-8',
    delimiter = ',',
    header = true,
    skip_lines = 0,
    row_path = '',
    ...kept
  } = format;
  return {
    type,
    encoding,
    delimiter,
    header,
    skip_lines: String(skip_lines),
    row_path,
    // A sheet also has a header and lines before it, but the form shows them only for CSV.
    kept: JSON.stringify({ ...kept, ...(type === 'xlsx' && { header, skip_lines }), type }),
  };
}

/** Fills the form with the API's proposal for a file; keeps a name that was typed. */
export function fieldsOfProposal(proposed: Definition, { name, partner_id }: DescriptorFields): DescriptorFields {
  const fields = fieldsOfDescriptor(proposed, partner_id);
  return { ...fields, partner_id, name: name || fields.name };
}

function fieldsOfColumn({ map, ...column }: DataDescriptor['columns'][number]): ColumnFields {
  const given = Object.entries(column).filter(([, value]) => value !== undefined);
  const isShown = ([name]: [string, unknown]) => Object.hasOwn(NEW_COLUMN, name);
  const kept = JSON.stringify(Object.fromEntries(given.filter((field) => !isShown(field))));
  return { ...NEW_COLUMN, ...Object.fromEntries(given.filter(isShown)), map: textOfMap(map), kept };
}

/** The API's fields, without those that do not apply to the format or type. The API validates them. */
export function descriptorOfFields({ format, columns, partner_id, direction, mode, ...rest }: DescriptorFields) {
  const isImport = direction === 'import';
  const { type, encoding, delimiter, header, skip_lines, row_path } = format;
  const kept = JSON.parse(format.kept) as { type: string };
  const layout = {
    ...(kept.type === type && kept),
    ...(type === 'csv' && { delimiter, header, skip_lines: Number(skip_lines) }),
    ...(type === 'xml' && row_path !== '' && { row_path }),
  };
  return {
    ...rest,
    ...(isImport && { mode }),
    format: { ...layout, type, encoding },
    columns: columns.map((column) => columnOfFields(column, isImport)),
  } as Omit<CreateDataDescriptorFields, 'partner_id' | 'direction'>;
}

function columnOfFields(fields: ColumnFields, isImport: boolean) {
  const { target, type, required, trim, constant, source, map } = fields;
  const isNumber = type === 'decimal' || type === 'integer';
  const texts = {
    ...(constant === '' ? { source } : { constant }),
    ...(isNumber && { decimal_separator: fields.decimal_separator, thousands_separator: fields.thousands_separator }),
    ...(type === 'date' && { date_format: fields.date_format, timezone: fields.timezone }),
    // Exports have no blank values to fill, and nothing to extract from longer text.
    ...(isImport && { default: fields.default, extract: fields.extract, template: fields.template }),
  };
  const given = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
  const kept = JSON.parse(fields.kept) as object;
  return {
    ...kept,
    target,
    type,
    ...(isImport && { required, trim }),
    ...given,
    ...(map.trim() !== '' && { map: mapOfText(map) }),
  };
}
