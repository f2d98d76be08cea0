import { ID_PREFIXES } from '@commerce-integration/contract';

const ID = new RegExp(`\\b(${Object.values(ID_PREFIXES).join('|')})\\d{5,15}\\b`, 'g');
const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;

/** Fields whose value is different in every run, and says nothing but that it is there. */
const ANY = new Set(['request_id', 'secret', 'secret_hint', 'next_cursor', 'upload_url', 'etag', 'location']);

/**
 * Makes what differs from run to run the same: IDs are numbered in the order in which they come up, times are times,
 * what is random is just there.
 */
export class Normaliser {
  readonly #ids = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  text(text: string): string {
    return text
      .replace(TIME, (time) => (isOfNow(time) ? '<time>' : time))
      .replace(ID, (id, prefix: string) => {
        const known = this.#ids.get(id);
        if (known !== undefined) return known;
        const count = (this.#counts.get(prefix) ?? 0) + 1;
        this.#counts.set(prefix, count);
        this.#ids.set(id, `${prefix}#${count}`);
        return `${prefix}#${count}`;
      });
  }

  normalise(value: unknown, name = ''): unknown {
    if (Array.isArray(value)) return value.map((one) => this.normalise(one));
    if (typeof value === 'object' && value !== null) {
      // How far a load had come when it was given up, twice a second, is the server's own affair.
      if (name === 'progress' && !('rows_total' in value)) return '<any>';
      // A comparison does not look into an own `__proto__`.
      const named = (key: string) => (key === '__proto__' ? `own ${key}` : key);
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [named(key), this.normalise(inner, key)]));
    }
    if (typeof value !== 'string') return ANY.has(name) ? '<any>' : value;
    if (!ANY.has(name)) return this.text(value);
    // An ID as a cursor, or a path as a location, can be compared.
    return /^[A-Z]{2}\d{5,15}$|^\//.test(value) ? this.text(value) : '<any>';
  }
}

/** Moments of this run differ from one to the next; those that a story names do not. */
function isOfNow(time: string): boolean {
  return Math.abs(Date.parse(time) - Date.now()) < 36 * 3_600_000;
}
