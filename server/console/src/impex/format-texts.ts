import type { DataDescriptor, DataGroup } from '@commerce-integration/sdk';

/** The consequence of a rejected row, in a table and as a choice. */
export const ON_ERROR_TEXTS: Record<DataGroup['on_error'], { short: string; long: string }> = {
  skip_row: { short: 'Is skipped', long: 'Skip it, and import the other rows' },
  rollback_file: { short: 'Rolls back its file', long: 'Roll back its file, and go on with the next one' },
  stop_group: { short: 'Ends the import', long: 'Roll back its file, and end the import' },
};

type Format = DataDescriptor['format'];

export const FORMAT_TEXTS: Record<Format['type'], string> = {
  csv: 'CSV',
  jsonl: 'JSON lines',
  xml: 'XML',
  xlsx: 'Workbook (XLSX)',
};

/** The names of the delimiters. */
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
