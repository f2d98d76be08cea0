/** What was pushed, as values of JSON. Elements of XML are objects: see the reader of the server. */
export type Pushed = string | number | boolean | null | readonly Pushed[] | { readonly [name: string]: Pushed };

/**
 * Reads the value at a path of a mapping: names with dots between, `[n]` for an entry of a list. A name that is looked
 * for in a list is looked for in its first entry, and `[0]` of what is no list is that itself: XML does not tell a list
 * of one from none.
 *
 * @returns undefined where there is nothing
 */
export function readPath(from: Pushed, path: string): Pushed | undefined {
  let value: Pushed | undefined = from;
  for (const step of path.match(/\[\d+\]|[^.[\]]+/g) ?? []) {
    if (value === undefined || value === null) return undefined;
    value = step.startsWith('[') ? entryOf(value, Number(step.slice(1, -1))) : fieldOf(value, step);
  }
  return value;
}

/** The entries of a list; one where it is no list, none where it is nothing. */
export function entriesOf(value: Pushed | undefined): readonly Pushed[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value as Pushed];
}

/** The text at a path; undefined where there is none, or more than a text. */
export function readText(from: Pushed, path: string): string | undefined {
  let value = readPath(from, path);
  if (Array.isArray(value)) value = value[0];
  // An element with attributes is an object; what is meant by its path is its text.
  if (typeof value === 'object' && value !== null) value = fieldOf(value, '#text');
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function entryOf(value: Pushed, place: number): Pushed | undefined {
  if (Array.isArray(value)) return value[place];
  return place === 0 ? value : undefined;
}

function fieldOf(value: Pushed, name: string): Pushed | undefined {
  const object = Array.isArray(value) ? value[0] : value;
  if (typeof object !== 'object' || object === null || Array.isArray(object)) return undefined;
  // Only what was pushed: a name must not reach what every object has.
  return Object.hasOwn(object, name) ? (object as { [name: string]: Pushed })[name] : undefined;
}
