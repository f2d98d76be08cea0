import type { FieldCipher, FieldPlace } from '../encryption/field-cipher.ts';

/** The columns of schedules that are stored encrypted. */
export const SEALED_SCHEDULE_COLUMNS = ['headers'] as const;

function placeOfHeaders(id: number): FieldPlace {
  return { table: 'data_schedule', id, column: 'headers' };
}

/** The stored form of the headers of an address: their names, and all of it encrypted. */
export function sealedSourceHeaders(id: number, headers: Record<string, string>, cipher: FieldCipher) {
  const headerNames = Object.keys(headers);
  const sealed = headerNames.length === 0 ? null : cipher.encrypt(JSON.stringify(headers), placeOfHeaders(id));
  return { headerNames, headers: sealed };
}

/** The headers of an address, to be sent. */
export function openedSourceHeaders(
  { id, headers }: { id: number; headers?: string | null | undefined },
  cipher: FieldCipher,
): Record<string, string> {
  return headers == null ? {} : JSON.parse(cipher.decrypt(headers, placeOfHeaders(id)));
}
