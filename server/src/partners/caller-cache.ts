import pg from 'pg';
import { API_KEY_CHANNEL } from '../database/channels.ts';
import { hashSecret } from './api-key-secret.ts';

/** The owner of a key, cached with the time at which the key expires. */
interface Expiring {
  expiresAt: Date | null;
}

const MOST_KEYS = 10_000;
const RECONNECT_MS = 1_000;

/**
 * Caches the owners of keys, so that not every call queries the database. The database notifies all processes of each
 * change of a key or a partner, and they clear their cache; a process that is not connected for notifications caches
 * nothing. So a key that is revoked stops working at once, wherever it was revoked.
 */
export class CallerCache<Owner extends Expiring> {
  readonly #url: string;
  readonly #find: (secret: string) => Promise<Owner | undefined>;
  readonly #known = new Map<string, Owner>();
  #listener: pg.Client | undefined;
  #hears = false;
  #generation = 0;
  #closed = false;
  #retry: NodeJS.Timeout | undefined;

  /** @param find looks up the owner in the database */
  constructor(databaseUrl: string, find: (secret: string) => Promise<Owner | undefined>) {
    this.#url = databaseUrl;
    this.#find = find;
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
  async listen(): Promise<void> {
    const client = new pg.Client({ connectionString: this.#url, application_name: 'commerce-keys', keepAlive: true });
    this.#listener = client;
    client.on('notification', () => this.forget());
    client.on('error', () => this.#lost(client));
    client.on('end', () => this.#lost(client));
    try {
      await client.connect();
      await client.query(`listen ${API_KEY_CHANNEL}`);
      this.forget();
      this.#hears = true;
    } catch {
      // The database is unreachable for now; calls that need it report that themselves.
      this.#lost(client);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    await this.#listener?.end();
  }

  #lost(client: pg.Client): void {
    if (client !== this.#listener) return;
    this.#listener = undefined;
    this.#hears = false;
    this.forget();
    if (!this.#closed) this.#retry = setTimeout(() => void this.listen(), RECONNECT_MS);
  }
}

/** The cache's key of a secret: a hash, so that the secret itself is not stored. */
function keyOf(secret: string): string {
  return hashSecret(secret).toString('base64');
}
