/** A push as JSON values. XML elements are objects: see the server's reader. */
export type Pushed = string | number | boolean | null | readonly Pushed[] | { readonly [name: string]: Pushed };

/**
 * Reads the value at a path of a mapping: names separated by dots, `[n]` for an entry of a list. A name applied to a
 * list is looked up in its first entry, and `[0]` of a single value is the value itself: XML cannot distinguish a list
 * of one from a single element.
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

/** The entries of a list; a single value is one entry, a missing one none. */
export function entriesOf(value: Pushed | undefined): readonly Pushed[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value as Pushed];
}

/** The text at a path; undefined if it is missing or not a text. */
export function readText(from: Pushed, path: string): string | undefined {
  let value = readPath(from, path);
  if (Array.isArray(value)) value = value[0];
  // An element with attributes is an object; a path to it means its text.
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
  // Only own fields: a name must not reach inherited properties.
  return Object.hasOwn(object, name) ? (object as { [name: string]: Pushed })[name] : undefined;
}
