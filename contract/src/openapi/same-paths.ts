import type { JsonObject } from './json-schema.ts';

type PathItem = Record<string, JsonObject>;
export type Paths = Record<string, PathItem>;

const PARAMETER = /^\{(\w+)\}$/;

/**
 * Merges paths that differ only in parameter names, such as `/batches/{batch_type}`, which is posted to, and
 * `/batches/{batch_id}`, which is read. OpenAPI treats them as duplicates, and tools keep only one of them. The merged
 * path has both operations, and a parameter named for both: `{batch_type_or_batch_id}`.
 */
export function joinSamePaths(paths: Paths): Paths {
  const alike = new Map<string, string[]>();
  for (const path of Object.keys(paths)) {
    const shape = path.replace(/\{\w+\}/g, '{}');
    alike.set(shape, [...(alike.get(shape) ?? []), path]);
  }
  return Object.fromEntries([...alike.values()].map((group) => joined(group, paths)));
}

function joined(group: readonly string[], paths: Paths): [path: string, item: PathItem] {
  const [first = ''] = group;
  if (group.length === 1) return [first, paths[first] ?? {}];
  const columns = first.split('/').map((_, at) => group.map((path) => path.split('/')[at] ?? ''));
  const path = columns.map((column) => segmentOf(column)).join('/');
  const items = group.map((each) => Object.entries(paths[each] ?? {}).map(renamed(namesOf(each), namesOf(path))));
  return [path, Object.fromEntries(items.flat())];
}

function segmentOf(column: readonly string[]): string {
  const names = [...new Set(column)].map((segment) => PARAMETER.exec(segment)?.[1]);
  return names[0] === undefined ? (column[0] ?? '') : `{${names.join('_or_')}}`;
}

function renamed(before: readonly string[], after: readonly string[]) {
  return ([method, operation]: [string, JsonObject]): [string, JsonObject] => {
    const parameters = (operation.parameters as JsonObject[]).map((parameter) =>
      parameter.in === 'path' ? { ...parameter, name: after[before.indexOf(parameter.name as string)] } : parameter,
    );
    return [method, { ...operation, parameters }];
  };
}

function namesOf(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}
