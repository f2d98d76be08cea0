import type { Logger } from './logger.ts';

/** Tells the log, once for each endpoint, that the API says it will be removed (RFC 9745, RFC 8594). */
export class DeprecationNotes {
  readonly #logger: Logger;
  readonly #told = new Set<string>();

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** @param endpoint method and path, with placeholders */
  look(endpoint: string, headers: Headers): void {
    const since = headers.get('deprecation');
    if (since === null || this.#told.has(endpoint)) return;
    this.#told.add(endpoint);
    const day = /^@(\d+)$/.exec(since)?.[1];
    const from = day === undefined ? '' : ` since ${new Date(Number(day) * 1_000).toISOString().slice(0, 10)}`;
    const sunset = headers.get('sunset');
    const link = /<([^>]+)>\s*;\s*rel="?deprecation"?/.exec(headers.get('link') ?? '')?.[1];
    this.#logger.warn(
      `${endpoint} is deprecated${from}${sunset === null ? '' : ` and ends on ${sunset}`}.${link ? ` See ${link}` : ''}`,
    );
  }
}
