import type { FieldCipher, FieldPlace } from './field-cipher.ts';

/** The stored form of further headers of requests: their names, and all of it encrypted; null for none. */
export function sealedHeaders(headers: Record<string, string>, cipher: FieldCipher, place: FieldPlace) {
  const headerNames = Object.keys(headers);
  return { headerNames, headers: headerNames.length === 0 ? null : cipher.encrypt(JSON.stringify(headers), place) };
}

/** The further headers that are stored. */
export function openHeaders(stored: string | null, cipher: FieldCipher, place: FieldPlace): Record<string, string> {
  return stored === null ? {} : (JSON.parse(cipher.decrypt(stored, place)) as Record<string, string>);
}
