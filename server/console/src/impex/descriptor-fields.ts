import type { CreateDataDescriptorFields, DataDescriptor } from '@commerce-integration/sdk';
import { mapOfText, textOfMap } from '../ui/word-map.ts';

/** A column as the form has it: every field is a text, and an empty one is left out. */
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
  /** The JSON of what the form does not show, such as a lookup: it stays. */
  kept: string;
}

export interface DescriptorFields {
  partner_id: string;
  name: string;
  entity: string;
  mode: string;
  file_name_pattern: string;
  format: { type: string; encoding: string; delimiter: string; header: boolean; skip_lines: string; row_path: string };
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

/** What a descriptor says, also one that is not stored. */
type Definition = Omit<
  DataDescriptor,
  'data_descriptor_id' | 'partner_name' | 'version' | 'created_at' | 'updated_at' | 'partner_id'
> & { partner_id?: string };

/** @param descriptor the one to change; a new one begins empty */
export function fieldsOfDescriptor(descriptor: Definition | undefined, partnerId: string): DescriptorFields {
  const format = descriptor?.format;
  return {
    partner_id: descriptor?.partner_id ?? partnerId,
    name: descriptor?.name ?? '',
    entity: descriptor?.entity ?? 'product',
    mode: descriptor?.mode ?? 'merge',
    file_name_pattern: descriptor?.file_name_pattern ?? '*',
    format: {
      type: format?.type ?? 'csv',
      encoding: format?.encoding ?? 'utf-8',
      delimiter: format?.delimiter ?? ',',
      header: format?.header ?? true,
      skip_lines: String(format?.skip_lines ?? 0),
      row_path: format?.row_path ?? '',
    },
    columns: descriptor?.columns.map(fieldsOfColumn) ?? [{ ...NEW_COLUMN, target: 'sku' }],
  };
}

/** The form filled with what the API proposes for a file; a name that was typed stays. */
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

/** The fields of the API, which judges them; those that do not belong to the format or the type are left out. */
export function descriptorOfFields({ format, columns, partner_id, ...rest }: DescriptorFields) {
  const { type, encoding, delimiter, header, skip_lines, row_path } = format;
  const layout = {
    ...(type === 'csv' && { delimiter, header, skip_lines: Number(skip_lines) }),
    ...(type === 'xml' && row_path !== '' && { row_path }),
  };
  return { ...rest, format: { type, encoding, ...layout }, columns: columns.map(columnOfFields) } as Omit<
    CreateDataDescriptorFields,
    'partner_id'
  >;
}

function columnOfFields(fields: ColumnFields) {
  const { target, type, required, trim, constant, source, map } = fields;
  const isNumber = type === 'decimal' || type === 'integer';
  const texts = {
    ...(constant === '' ? { source } : { constant }),
    ...(isNumber && { decimal_separator: fields.decimal_separator, thousands_separator: fields.thousands_separator }),
    ...(type === 'date' && { date_format: fields.date_format, timezone: fields.timezone }),
    default: fields.default,
    extract: fields.extract,
    template: fields.template,
  };
  const given = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
  const kept = JSON.parse(fields.kept) as object;
  return { ...kept, target, type, required, trim, ...given, ...(map.trim() !== '' && { map: mapOfText(map) }) };
}
