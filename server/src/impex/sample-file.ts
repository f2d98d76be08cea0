import { Readable } from 'node:stream';
import type { DataDefinition, ImportFormat } from '@commerce-integration/contract';
import { columnSources, createFileWriter, writtenColumns } from '@commerce-integration/contract/rules';
import { fileBytes } from './exports/file-bytes.ts';

const TYPES: Readonly<Record<ImportFormat, string>> = {
  csv: 'text/csv',
  jsonl: 'application/x-ndjson',
  xml: 'application/xml',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** A file without rows in the layout and the encoding of a descriptor. */
export interface SampleFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: AsyncIterable<Buffer>;
}

/** Tables have their header; JSON lines and XML have one row with empty values. */
export function sampleFile(definition: DataDefinition): SampleFile {
  const { format, columns } = definition;
  const { sources } = columnSources(writtenColumns(columns));
  const writer = createFileWriter(format, sources);
  const isTable = format.type === 'csv' || format.type === 'xlsx';
  const row = isTable ? '' : writer.row(sources.map(() => ''));
  const text = Readable.from([writer.begin + row + writer.end]);
  return { ...namedFile(definition, 'sample'), bytes: fileBytes(format, text) };
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
  return TYPES[type] + (type === 'xlsx' ? '' : `; charset=${encoding}`);
}
