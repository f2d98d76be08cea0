import type { DataDescriptor } from '@commerce-integration/sdk';

type Format = DataDescriptor['format'];

export const FORMAT_TEXTS: Record<Format['type'], string> = {
  csv: 'CSV',
  jsonl: 'JSON lines',
  xml: 'XML',
  xlsx: 'Workbook (XLSX)',
};

/** The names of the characters that separate cells. */
export const DELIMITER_TEXTS: Record<Format['delimiter'], string> = {
  ',': 'Comma',
  ';': 'Semicolon',
  '\t': 'Tab',
  '|': 'Pipe',
};

export const MODE_TEXTS: Record<DataDescriptor['mode'], string> = {
  merge: 'Insert and update',
  insert_only: 'Insert only',
  update_only: 'Update only',
  delete: 'Delete',
};
