import { createSecretKey, type KeyObject } from 'node:crypto';

/** A key and its ID, which every value encrypted with it contains. The secret is not shown when the key is printed. */
export interface EncryptionKey {
  readonly id: string;
  readonly secret: KeyObject;
}

const KEY_BYTES = 32;
const ID = /^[a-z0-9]{1,16}$/;

/** An example of how to make a key, for messages. */
export const HOW_TO_MAKE_A_KEY = 'k1:$(openssl rand -base64 32)';

/**
 * Parses keys written as `id:base64key[,id:base64key…]`; the first one encrypts.
 *
 * @returns the keys, or all problems: sentences that name IDs and positions, never key material
 */
export function parseEncryptionKeys(text: string): { keys: EncryptionKey[]; problems: string[] } {
  const entries = text.split(',').map((entry, index) => readEntry(entry.trim(), index + 1));
  const keys = entries.flatMap(({ key }) => key ?? []);
  const problems = entries.flatMap(({ problem }) => problem ?? []);
  return { keys, problems: [...problems, ...repeated(keys)] };
}

/** An entry without an ID may be a bare key, so no part of it appears in a message. */
function readEntry(entry: string, position: number): { key?: EncryptionKey; problem?: string } {
  const colon = entry.indexOf(':');
  if (colon === -1)
    return { problem: `entry ${position} is not of the form id:base64key, such as ${HOW_TO_MAKE_A_KEY}` };
  const id = entry.slice(0, colon);
  if (!ID.test(id)) return { problem: `the ID of entry ${position} must be 1 to 16 of a-z and 0-9` };
  const written = entry.slice(colon + 1);
  const bytes = Buffer.from(written, 'base64');
  // Node ignores characters that are not base64, so the key is encoded again and compared.
  if (unpadded(bytes.toString('base64')) !== unpadded(written)) return { problem: `key ${id} is not base64` };
  if (bytes.length !== KEY_BYTES) {
    return { problem: `key ${id} has ${bytes.length} bytes, not ${KEY_BYTES}: make one by openssl rand -base64 32` };
  }
  return { key: { id, secret: createSecretKey(bytes) } };
}

function unpadded(base64: string): string {
  return base64.replace(/={1,2}$/, '');
}

function repeated(keys: readonly EncryptionKey[]): string[] {
  return keys.flatMap((key, index) => {
    const earlier = keys.slice(0, index);
    if (earlier.some(({ id }) => id === key.id)) return [`the ID ${key.id} is repeated`];
    const same = earlier.find(({ secret }) => secret.equals(key.secret));
    return same ? [`${same.id} and ${key.id} are the same key`] : [];
  });
}
