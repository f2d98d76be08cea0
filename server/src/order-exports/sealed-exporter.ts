import type { FieldCipher, FieldPlace } from '../encryption/field-cipher.ts';

/** The columns of exporters that are stored encrypted. */
export const SEALED_EXPORTER_COLUMNS = ['secret', 'headers'] as const;

/** The place of an encrypted value of an exporter. */
export function placeOfExporter(id: number, column: (typeof SEALED_EXPORTER_COLUMNS)[number]): FieldPlace {
  return { table: 'order_exporter', id, column };
}

/** The stored form of further headers: their names, and all of it encrypted. */
export function sealedExporterHeaders(id: number, headers: Record<string, string>, cipher: FieldCipher) {
  const headerNames = Object.keys(headers);
  const clear = JSON.stringify(headers);
  return {
    headerNames,
    headers: headerNames.length === 0 ? null : cipher.encrypt(clear, placeOfExporter(id, 'headers')),
  };
}
