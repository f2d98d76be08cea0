/** The values that a pattern of file names may contain, in braces. */
export const FILE_NAME_VALUES = ['date', 'time', 'number', 'exporter'] as const;
export type FileNameValues = Readonly<Record<(typeof FILE_NAME_VALUES)[number], string>>;

const VALUE = /\{([^{}]*)\}/g;
const REST = /^[A-Za-z0-9._-]*$/;

/** The problem of a pattern of file names as a sentence; undefined for a good one. */
export function fileNameProblem(pattern: string): string | undefined {
  const named = [...pattern.matchAll(VALUE)].map(([, name = '']) => name);
  const known: readonly string[] = FILE_NAME_VALUES;
  const unknown = named.find((name) => !known.includes(name));
  const all = FILE_NAME_VALUES.map((name) => `{${name}}`).join(', ');
  if (unknown !== undefined) return `file_name has no value {${unknown}}: it takes ${all}.`;
  if (!named.includes('number')) return 'file_name must contain {number}: two files would have one name without it.';
  const rest = pattern.replace(VALUE, '');
  if (!REST.test(rest))
    return 'file_name may contain letters, digits, dots, hyphens and underscores beside its values.';
  return undefined;
}

/** The name of a file by a pattern that {@link fileNameProblem} accepts. */
export function exportFileName(pattern: string, values: FileNameValues): string {
  return pattern.replace(VALUE, (text, name: string) => values[name as keyof FileNameValues] ?? text);
}
