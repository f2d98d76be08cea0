import type { FieldPlace } from '../encryption/field-cipher.ts';

/** The columns of exporters that are stored encrypted. */
export const SEALED_EXPORTER_COLUMNS = ['secret', 'headers'] as const;

/** The place of an encrypted value of an exporter. */
export function placeOfExporter(id: number, column: (typeof SEALED_EXPORTER_COLUMNS)[number]): FieldPlace {
  return { table: 'order_exporter', id, column };
}
