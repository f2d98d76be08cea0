import pg from 'pg';

const RECONNECT_MS = 1_000;

export interface NotificationListener {
  /** Called for each notification. */
  notified(payload: string): void;
  /** Called when the connection starts to listen: earlier notifications were missed. */
  connected?(): void;
  /** Called when the connection was lost; it reconnects by itself. */
  lost?(): void;
}

/** Listens on a `notify` channel of PostgreSQL, on a separate connection that reconnects when it breaks. */
export class Notifications {
  readonly #url: string;
  readonly #channel: string;
  readonly #listener: NotificationListener;
  #client: pg.Client | undefined;
  #isClosed = false;
  #retry: NodeJS.Timeout | undefined;

  constructor(databaseUrl: string, channel: string, listener: NotificationListener) {
    this.#url = databaseUrl;
    this.#channel = channel;
    this.#listener = listener;
  }

  /** Starts to listen. While the database is unreachable, it keeps trying. */
  async open(): Promise<void> {
    const name = `commerce-${this.#channel.replaceAll('_', '-')}`;
    const client = new pg.Client({ connectionString: this.#url, application_name: name, keepAlive: true });
    this.#client = client;
    client.on('notification', ({ payload = '' }) => this.#listener.notified(payload));
    client.on('error', () => this.#lost(client));
    client.on('end', () => this.#lost(client));
    try {
      await client.connect();
      await client.query(`listen ${this.#channel}`);
      this.#listener.connected?.();
    } catch {
      // The database is unreachable for now; calls that need it report that themselves.
      this.#lost(client);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    await this.#client?.end();
  }

  #lost(client: pg.Client): void {
    if (client !== this.#client) return;
    this.#client = undefined;
    this.#listener.lost?.();
    if (!this.#isClosed) this.#retry = setTimeout(() => void this.open(), RECONNECT_MS);
  }
}
