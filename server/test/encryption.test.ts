import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../src/config/config.ts';
import { parseEncryptionKeys } from '../src/encryption/encryption-keys.ts';
import { FieldCipher, UnreadableFieldError } from '../src/encryption/field-cipher.ts';

const base64 = (text: string) => Buffer.alloc(32, text).toString('base64');
const cipherOf = (text: string) => new FieldCipher(parseEncryptionKeys(text).keys);
const K1 = `k1:${base64('one')}`;
const K2 = `k2:${base64('two')}`;
const HERE = { table: 'customer', id: 12, column: 'email' };

describe('an encrypted value', () => {
  const cipher = cipherOf(K1);

  it("can be decrypted, contains its key's ID, and differs each time", () => {
    for (const clear of ['alice@example.com', '', 'Straße 🦊', 'x'.repeat(10_000)]) {
      const [one, two] = [cipher.encrypt(clear, HERE), cipher.encrypt(clear, HERE)];
      expect(one).toMatch(/^k1\.[A-Za-z0-9_-]+$/);
      expect(one).not.toBe(two);
      expect(cipher.decrypt(one, HERE)).toBe(clear);
    }
  });

  it('cannot be decrypted at another row, column or table', () => {
    const stored = cipher.encrypt('alice@example.com', HERE);
    for (const place of [
      { ...HERE, id: 13 },
      { ...HERE, column: 'phone' },
      { ...HERE, table: 'customer_address' },
    ]) {
      expect(() => cipher.decrypt(stored, place)).toThrow(UnreadableFieldError);
    }
  });

  it('cannot be decrypted once any bit was changed, or a part cut off', () => {
    const stored = cipher.encrypt('alice@example.com', HERE);
    const bytes = Buffer.from(stored.slice(3), 'base64url');
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => cipher.decrypt(`k1.${changed.toString('base64url')}`, HERE)).toThrow('was changed or moved, or k1');
      expect(() => cipher.decrypt(`k1.${bytes.subarray(0, at).toString('base64url')}`, HERE)).toThrow(
        UnreadableFieldError,
      );
    }
  });

  it('is encrypted with the first key and decrypted with any', () => {
    const [old, both, next] = [cipherOf(K1), cipherOf(`${K2},${K1}`), cipherOf(K2)];
    const stored = both.encrypt('alice@example.com', HERE);
    expect(stored).toMatch(/^k2\./);
    expect(next.decrypt(stored, HERE)).toBe('alice@example.com');
    expect(both.decrypt(old.encrypt('alice@example.com', HERE), HERE)).toBe('alice@example.com');
  });

  it('under an unknown key reports the key and the place, and nothing of the value', () => {
    const stored = cipherOf(K2).encrypt('alice@example.com', HERE);
    expect(() => cipher.decrypt(stored, HERE)).toThrow(
      'email of customer 12 is encrypted with key k2, which ENCRYPTION_KEYS does not have.',
    );
    const other = cipherOf(`k1:${base64('another')}`);
    expect(() => other.decrypt(cipher.encrypt('a', HERE), HERE)).toThrow(
      'email of customer 12 was changed or moved, or k1 is not the key it was encrypted with.',
    );
    for (const clear of ['alice@example.com', 'alice.moreau', '+1 555 010 0101', '', '62701']) {
      expect(() => cipher.decrypt(clear, HERE)).toThrow('email of customer 12 does not hold an encrypted value.');
    }
  });

  it('does not reveal keys when the cipher or its keys are printed', () => {
    const printed = inspect([cipher, parseEncryptionKeys(K1), readConfig({ ENCRYPTION_KEYS: K1 })], { depth: 9 });
    expect(printed).not.toContain(base64('one'));
    expect(JSON.stringify(readConfig({ ENCRYPTION_KEYS: K1 }))).not.toContain(base64('one'));
  });
});

describe('ENCRYPTION_KEYS', () => {
  const DATABASE_URL = 'postgres://localhost/commerce';
  const problemsOf = (ENCRYPTION_KEYS: string) => {
    try {
      readConfig({ ENCRYPTION_KEYS, DATABASE_URL });
      return 'none';
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      return (error as Error).message;
    }
  };
  const key = base64('one');

  it.each([
    ['no ID', key, 'entry 1 is not of the form id:base64key'],
    ['an empty entry', `${K1},`, 'entry 2 is not of the form id:base64key'],
    ['an empty ID', `:${key}`, 'the ID of entry 1 must be 1 to 16 of a-z and 0-9'],
    ['capitals in the ID', `K1:${key}`, 'the ID of entry 1 must be 1 to 16 of a-z and 0-9'],
    ['a long ID', `abcdefghijklmnopq:${key}`, 'the ID of entry 1 must be 1 to 16 of a-z and 0-9'],
    ['a point in the ID', `k.1:${key}`, 'the ID of entry 1 must be 1 to 16 of a-z and 0-9'],
    ['ID and key swapped', `${key}:k1`, 'the ID of entry 1 must be 1 to 16 of a-z and 0-9'],
    ['what is not base64', `k1:${key.replace('b', '!')}`, 'key k1 is not base64'],
    ['no key', 'k1:', 'key k1 has 0 bytes, not 32'],
    ['16 bytes', `k1:${Buffer.alloc(16, 9).toString('base64')}`, 'key k1 has 16 bytes, not 32'],
    ['33 bytes', `k1:${Buffer.alloc(33, 9).toString('base64')}`, 'key k1 has 33 bytes, not 32'],
    ['hex', `k1:${Buffer.alloc(32, 9).toString('hex')}`, 'key k1 has 48 bytes, not 32'],
    ['an ID twice', `${K1},k1:${base64('two')}`, 'the ID k1 is repeated'],
    ['a key twice', `${K1},k2:${key}`, 'k1 and k2 are the same key'],
  ])('with %s is reported, without the key', (_what, text, problem) => {
    const told = problemsOf(text);
    expect(told).toContain(`ENCRYPTION_KEYS: ${problem}`);
    for (const secret of text.split(/[:,]/).filter((part) => part.length > 16)) expect(told).not.toContain(secret);
  });

  it('reports all mistakes at once', () => {
    expect(problemsOf(`${key},k1:short,K2:${key}`)).toMatch(/^The configuration has 3 problem/);
  });

  it('is required with DATABASE_URL, with instructions to create one', () => {
    expect(() => readConfig({ DATABASE_URL })).toThrow(
      'ENCRYPTION_KEYS: needed with DATABASE_URL, for customer data; make a key by k1:$(openssl rand -base64 32)',
    );
    expect(readConfig({}).ENCRYPTION_KEYS).toBeUndefined();
  });

  it('accepts one key or several, with spaces between, with or without padding', () => {
    expect(problemsOf(K1)).toBe('none');
    expect(problemsOf(` ${K1} , ${K2}\n`)).toBe('none');
    expect(problemsOf(K1.replace(/=$/, ''))).toBe('none');
  });
});
