import type { FieldCipher, FieldPlace } from '../encryption/field-cipher.ts';

/** The fields of an address that are stored encrypted. */
interface SealedFields {
  readonly address_line1: string;
  readonly address_line2: string | null;
  readonly postal_code: string;
}

/** Encrypts the fields of an address. @param id of the address, to which the values are bound */
export function sealAddress(cipher: FieldCipher, id: number, fields: SealedFields): SealedFields {
  return eachField(fields, (text, column) => cipher.encrypt(text, placeOf('customer_address', id, column)));
}

/** Decrypts the fields of an address. @throws UnreadableFieldError where a value cannot be decrypted */
export function openAddress(cipher: FieldCipher, id: number, sealed: SealedFields): SealedFields {
  return eachField(sealed, (text, column) => cipher.decrypt(text, placeOf('customer_address', id, column)));
}

type Column = (typeof SEALED_COLUMNS)['customer_address'][number];

function eachField(
  { address_line1, address_line2, postal_code }: SealedFields,
  change: (text: string, column: Column) => string,
): SealedFields {
  return {
    address_line1: change(address_line1, 'address_line1'),
    address_line2: address_line2 === null ? null : change(address_line2, 'address_line2'),
    postal_code: change(postal_code, 'postal_code'),
  };
}

/** The encrypted columns, by table. A key rotation re-encrypts all of them. */
export const SEALED_COLUMNS = {
  customer: ['email', 'phone'],
  customer_address: ['address_line1', 'address_line2', 'postal_code'],
} as const;

type SealedTable = keyof typeof SEALED_COLUMNS;
type SealedColumn<T extends SealedTable> = (typeof SEALED_COLUMNS)[T][number];

/** The place of an encrypted value of a row. */
export function placeOf<T extends SealedTable>(table: T, id: number, column: SealedColumn<T>): FieldPlace {
  return { table, id, column };
}
