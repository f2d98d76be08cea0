import type { DataDefinition, ImportFormat } from '@commerce-integration/contract';
import { columnSources, createFileWriter } from '@commerce-integration/contract/rules';
import iconv from 'iconv-lite';

const TYPES: Readonly<Record<ImportFormat, string>> = {
  csv: 'text/csv',
  jsonl: 'application/x-ndjson',
  xml: 'application/xml',
};

/** A file without rows in the layout and the encoding of a descriptor. */
export interface SampleFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** CSV has its header; JSON lines and XML have one row with empty values. */
export function sampleFile(definition: DataDefinition): SampleFile {
  const { format, columns } = definition;
  const { sources } = columnSources(columns);
  const writer = createFileWriter(format, sources);
  const row = format.type === 'csv' ? '' : writer.row(sources.map(() => ''));
  return { ...namedFile(definition, 'sample'), bytes: iconv.encode(writer.begin + row + writer.end, format.encoding) };
}

/** The name and the type of a file that the pattern of a definition matches. @param word for what is free in it */
export function namedFile(
  { format, file_name_pattern }: DataDefinition,
  word: string,
): Pick<SampleFile, 'fileName' | 'contentType'> {
  const name = file_name_pattern.replace(/[*?]+/g, word).replace(/[^\w.-]/g, '_');
  const fileName = /\.\w+$/.test(name) ? name : `${name}.${format.type}`;
  return { fileName, contentType: contentTypeOf(format) };
}

/** The media type of a file of a format. */
export function contentTypeOf({ type, encoding }: Pick<DataDefinition['format'], 'type' | 'encoding'>): string {
  return `${TYPES[type]}; charset=${encoding}`;
}
