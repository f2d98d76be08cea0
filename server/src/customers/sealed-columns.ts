import type { FieldPlace } from '../encryption/field-cipher.ts';

/** The columns that are stored encrypted, by their table. A rotation of keys re-encrypts all of them. */
export const SEALED_COLUMNS = {
  customer: ['email', 'phone'],
  customer_address: ['address_line1', 'address_line2', 'postal_code'],
} as const;

export type SealedTable = keyof typeof SEALED_COLUMNS;
type SealedColumn<T extends SealedTable> = (typeof SEALED_COLUMNS)[T][number];

/** The place of an encrypted value of a row. */
export function placeOf<T extends SealedTable>(table: T, id: number, column: SealedColumn<T>): FieldPlace {
  return { table, id, column };
}
