import { ID_PREFIXES } from '@commerce-integration/contract';

const ID = new RegExp(`\\b(${Object.values(ID_PREFIXES).join('|')})\\d{5,15}\\b`, 'g');
const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;

/** Fields whose value differs in each run; only their presence matters. */
const ANY = new Set(['request_id', 'secret', 'secret_hint', 'next_cursor', 'upload_url', 'etag', 'location']);

/**
 * Makes runs comparable: IDs are numbered by first occurrence, and times and random values are replaced by
 * placeholders.
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
      // The progress of an aborted load, which the server updates twice a second, may differ.
      if (name === 'progress' && !('rows_total' in value)) return '<any>';
      // A comparison ignores an own `__proto__`.
      const named = (key: string) => (key === '__proto__' ? `own ${key}` : key);
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [named(key), this.normalise(inner, key)]));
    }
    if (typeof value !== 'string') return ANY.has(name) ? '<any>' : value;
    if (!ANY.has(name)) return this.text(value);
    // An ID used as a cursor, or a path used as a location, can be compared.
    return /^[A-Z]{2}\d{5,15}$|^\//.test(value) ? this.text(value) : '<any>';
  }
}

/** Times of the run differ; those that a scenario sets do not. */
function isOfNow(time: string): boolean {
  return Math.abs(Date.parse(time) - Date.now()) < 36 * 3_600_000;
}
