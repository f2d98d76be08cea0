import { UsageError } from './exit-codes.ts';
import { nearestName } from './nearest-name.ts';

/**
 * The value at a path such as `progress.rows_done`. Of a list, what each of its items has there: `items.sku`. Undefined
 * where there is nothing.
 */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => valueAt(item, path));
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return valueAt((value as Record<string, unknown>)[name], rest);
}

/** An object with the fields at these paths alone, where they stood. */
export function picked(value: unknown, paths: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => picked(item, paths));
  if (typeof value !== 'object' || value === null) return value;
  const source = value as Record<string, unknown>;
  const entries: [string, unknown][] = [];
  for (const name of new Set(paths.map((path) => path.split('.')[0] ?? ''))) {
    if (!Object.hasOwn(source, name)) continue;
    const isWhole = paths.includes(name);
    const inner = paths.filter((path) => path.startsWith(`${name}.`)).map((path) => path.slice(name.length + 1));
    entries.push([name, isWhole ? source[name] : picked(source[name], inner)]);
  }
  return Object.fromEntries(entries);
}

/** @throws UsageError for a path that begins with no field of the result, with the one that was probably meant */
export function assertFields(paths: readonly string[], known: readonly string[]): void {
  for (const path of paths) {
    const [name = ''] = path.split('.');
    if (known.includes(name)) continue;
    const near = nearestName(name, known);
    const hint = near ? ` Did you mean ${near}?` : '';
    throw new UsageError(`The result has no field ${JSON.stringify(name)}.${hint} Fields: ${known.join(', ')}.`);
  }
}
