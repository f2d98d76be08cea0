import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import type { EncryptionKey } from './encryption-keys.ts';

/** The place of a value (row and column). A value is bound to its place: elsewhere it cannot be decrypted. */
export interface FieldPlace {
  table: string;
  id: number;
  column: string;
}

/** A value that cannot be decrypted. The message names the place and the key's ID, never the value. */
export class UnreadableFieldError extends Error {
  override readonly name = 'UnreadableFieldError';
}

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** The key's ID, a dot, and at least IV and tag in base64url. */
const STORED = /^([a-z0-9]{1,16})\.([A-Za-z0-9_-]{38,})$/;

/**
 * Encrypts single values for the database: AES-256-GCM (NIST SP 800-38D) with a random IV of 96 bits. A value is stored
 * as the ID of its key, a dot, and base64url of IV, tag and ciphertext: `k1.…`.
 */
export class FieldCipher {
  /** The ID of the key that encrypts. */
  readonly keyId: string;
  readonly #first: KeyObject;
  readonly #keys: ReadonlyMap<string, KeyObject>;

  /** @param keys the first one encrypts; the key with a value's ID decrypts it */
  constructor(keys: readonly EncryptionKey[]) {
    const [first] = keys;
    if (!first) throw new Error('Encryption needs a key');
    this.keyId = first.id;
    this.#first = first.secret;
    this.#keys = new Map(keys.map(({ id, secret }) => [id, secret]));
  }

  encrypt(clear: string, place: FieldPlace): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.#first, iv, { authTagLength: TAG_BYTES }).setAAD(boundTo(place));
    const text = Buffer.concat([cipher.update(clear, 'utf8'), cipher.final()]);
    return `${this.keyId}.${Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url')}`;
  }

  /** @throws UnreadableFieldError for an unknown key, a value that was changed, or one from another place */
  decrypt(stored: string, place: FieldPlace): string {
    const [, id, sealed] = STORED.exec(stored) ?? [];
    if (id === undefined || sealed === undefined) throw unreadable(place, 'does not hold an encrypted value');
    const key = this.#keys.get(id);
    if (!key) throw unreadable(place, `is encrypted with key ${id}, which ENCRYPTION_KEYS does not have`);
    try {
      return open(Buffer.from(sealed, 'base64url'), key, place);
    } catch {
      // OpenSSL's error says no more than this.
      throw unreadable(place, `was changed or moved, or ${id} is not the key it was encrypted with`);
    }
  }

  /** Decrypts a value that is replaced anyway. @returns null if it cannot be decrypted */
  decryptIfReadable(stored: string, place: FieldPlace): string | null {
    try {
      return this.decrypt(stored, place);
    } catch (error) {
      if (error instanceof UnreadableFieldError) return null;
      throw error;
    }
  }
}

function open(bytes: Buffer, key: KeyObject, place: FieldPlace): string {
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(boundTo(place)).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const clear = [decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()];
  return Buffer.concat(clear).toString('utf8');
}

function boundTo({ table, id, column }: FieldPlace): Buffer {
  return Buffer.from(`${table}:${id}:${column}`, 'utf8');
}

function unreadable({ table, id, column }: FieldPlace, what: string): UnreadableFieldError {
  return new UnreadableFieldError(`${column} of ${table} ${id} ${what}.`);
}

/** The stored form of additional request headers: their names, and everything encrypted; null for none. */
export function sealedHeaders(headers: Record<string, string>, cipher: FieldCipher, place: FieldPlace) {
  const headerNames = Object.keys(headers);
  return { headerNames, headers: headerNames.length === 0 ? null : cipher.encrypt(JSON.stringify(headers), place) };
}

/** Decrypts stored additional headers. */
export function openHeaders(stored: string | null, cipher: FieldCipher, place: FieldPlace): Record<string, string> {
  return stored === null ? {} : (JSON.parse(cipher.decrypt(stored, place)) as Record<string, string>);
}
