import { hash, randomBytes } from 'node:crypto';

export interface IssuedSecret {
  secret: string;
  hash: Buffer;
  /** The last four characters, by which people tell keys apart. */
  hint: string;
}

/** A new secret of 256 random bits. */
export function issueSecret(): IssuedSecret {
  const secret = `ck_${randomBytes(32).toString('base64url')}`;
  return describeSecret(secret);
}

export function describeSecret(secret: string): IssuedSecret {
  return { secret, hash: hashSecret(secret), hint: secret.slice(-4) };
}

export function hashSecret(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}
