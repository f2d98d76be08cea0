/** Whether files come in or go out. */
export const DATA_DIRECTIONS = ['import', 'export'] as const;
export type DataDirection = (typeof DATA_DIRECTIONS)[number];

/** The formats of files. */
export const IMPORT_FORMATS = ['csv', 'jsonl', 'xml', 'xlsx'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];
