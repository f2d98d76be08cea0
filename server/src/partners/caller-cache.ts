import type { Pool } from 'pg';
import { API_KEY_CHANNEL } from '../database/announcer.ts';
import { Notifications } from '../database/notifications.ts';
import { hashSecret } from './api-key-secret.ts';
import { findCaller, type KeyOwner } from './find-caller.ts';

/** The owner of a key, cached with the time at which the key expires. */
interface Expiring {
  expiresAt: Date | null;
}

const MOST_KEYS = 10_000;

/**
 * Caches the owners of keys, so that not every call queries the database. The database notifies all processes of each
 * change of a key or a partner, and they clear their cache; a process that is not connected for notifications caches
 * nothing. So a key that is revoked stops working at once, wherever it was revoked.
 */
export class CallerCache<Owner extends Expiring> {
  readonly #find: (secret: string) => Promise<Owner | undefined>;
  readonly #known = new Map<string, Owner>();
  readonly #notifications: Notifications;
  #hears = false;
  #generation = 0;

  /** @param find looks up the owner in the database */
  constructor(databaseUrl: string, find: (secret: string) => Promise<Owner | undefined>) {
    this.#find = find;
    this.#notifications = new Notifications(databaseUrl, API_KEY_CHANNEL, {
      notified: () => this.forget(),
      connected: () => {
        this.forget();
        this.#hears = true;
      },
      lost: () => {
        this.#hears = false;
        this.forget();
      },
    });
  }

  /** The owner of the secret, if cached. */
  remembered(secret: string): Owner | undefined {
    const known = this.#known.get(keyOf(secret));
    return known && (known.expiresAt === null || known.expiresAt.getTime() > Date.now()) ? known : undefined;
  }

  /** The owner of the secret; undefined for an unknown, expired or revoked one. */
  async find(secret: string): Promise<Owner | undefined> {
    const known = this.remembered(secret);
    if (known) return known;
    const generation = this.#generation;
    const found = await this.#find(secret);
    // A notification that arrived during the query may be about this key, so its result is not cached then.
    if (found && this.#hears && generation === this.#generation) {
      if (this.#known.size >= MOST_KEYS) this.#known.clear();
      this.#known.set(keyOf(secret), found);
    }
    return found;
  }

  /** Clears the cache at once, for a caller that has just made a change and cannot wait for the notification. */
  forget(): void {
    this.#generation += 1;
    this.#known.clear();
  }

  /** Begins to listen for notifications. Without a connection it keeps trying, and every call queries the database. */
  listen(): Promise<void> {
    return this.#notifications.open();
  }

  close(): Promise<void> {
    return this.#notifications.close();
  }
}

/** The cache's key of a secret: a hash, so that the secret itself is not stored. */
function keyOf(secret: string): string {
  return hashSecret(secret).toString('base64');
}

/** Looks up the owners of keys. */
export type Callers = CallerCache<KeyOwner>;

/** Opens the lookup of key owners; of the operator's keys, only the configured ones are valid. */
export async function openCallers(pool: Pool, databaseUrl: string, operatorKeys: readonly string[]): Promise<Callers> {
  const operatorHashes = operatorKeys.map(hashSecret);
  const callers = new CallerCache(databaseUrl, (secret) => findCaller(pool, secret, operatorHashes));
  await callers.listen();
  return callers;
}
