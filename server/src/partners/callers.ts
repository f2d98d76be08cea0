import type { Pool } from 'pg';
import { hashSecret } from './api-key-secret.ts';
import { CallerCache } from './caller-cache.ts';
import { findCaller, type KeyOwner } from './find-caller.ts';

/** Looks up the owners of keys. */
export type Callers = CallerCache<KeyOwner>;

/** Opens the lookup of key owners; of the operator's keys, only the configured ones are valid. */
export async function openCallers(pool: Pool, databaseUrl: string, operatorKeys: readonly string[]): Promise<Callers> {
  const operatorHashes = operatorKeys.map(hashSecret);
  const callers = new CallerCache(databaseUrl, (secret) => findCaller(pool, secret, operatorHashes));
  await callers.listen();
  return callers;
}
