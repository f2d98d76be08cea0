import pg from 'pg';
import { API_KEY_CHANNEL } from '../database/channels.ts';
import { hashSecret } from './api-key-secret.ts';

/** The owner of a key, kept with the moment from which the key is good no more. */
interface Expiring {
  expiresAt: Date | null;
}

const MOST_KEYS = 10_000;
const RECONNECT_MS = 1_000;

/**
 * Remembers who a key speaks for, so that not every call asks the database for it again. The database announces every
 * change of a key or a partner to all processes, which then forget everything they remember; while a process cannot
 * hear the announcements, it remembers nothing. So a key that is revoked stops at once, wherever it was revoked.
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

  /** @param find asks the database */
  constructor(databaseUrl: string, find: (secret: string) => Promise<Owner | undefined>) {
    this.#url = databaseUrl;
    this.#find = find;
  }

  /** Who the secret speaks for, where it is remembered. */
  remembered(secret: string): Owner | undefined {
    const known = this.#known.get(keyOf(secret));
    return known && (known.expiresAt === null || known.expiresAt.getTime() > Date.now()) ? known : undefined;
  }

  /** Who the secret speaks for; undefined for an unknown, expired or revoked one. */
  async find(secret: string): Promise<Owner | undefined> {
    const known = this.remembered(secret);
    if (known) return known;
    const generation = this.#generation;
    const found = await this.#find(secret);
    // What was announced while the database was asked may be about this very key.
    if (found && this.#hears && generation === this.#generation) {
      if (this.#known.size >= MOST_KEYS) this.#known.clear();
      this.#known.set(keyOf(secret), found);
    }
    return found;
  }

  /** Forgets everything, at once: for whoever has just made a change and must not wait for its announcement. */
  forget(): void {
    this.#generation += 1;
    this.#known.clear();
  }

  /** Begins to listen. Without a connection it goes on trying, and every call asks the database. */
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
      // The database is away for the moment; calls that need it say so themselves.
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

/** The secret itself is kept nowhere, not even here. */
function keyOf(secret: string): string {
  return hashSecret(secret).toString('base64');
}
