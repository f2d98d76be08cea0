import type { DataDescriptor } from '@commerce-integration/sdk';

/** How a column reads its values, beside its type, as short phrases; empty for a column that says nothing special. */
export function readingOf(column: DataDescriptor['columns'][number]): string[] {
  const { type, decimal_separator, thousands_separator, date_format, timezone, trim, map, extract, template } = column;
  const isNumber = type === 'decimal' || type === 'integer';
  return [
    isNumber && decimal_separator === ',' && 'decimal comma',
    isNumber && thousands_separator !== undefined && `thousands separated by “${thousands_separator}”`,
    type === 'date' && (date_format ?? 'ISO 8601'),
    type === 'date' && timezone !== 'UTC' && timezone,
    column.default !== undefined && `blank is “${column.default}”`,
    map !== undefined && Object.entries(map).map(mapped).join(', '),
    extract !== undefined && `extract /${extract}/${template === undefined ? '' : ` as ${template}`}`,
    !trim && 'not trimmed',
  ].filter((phrase) => phrase !== false);
}

function mapped([word, value]: [string, string | null]): string {
  return `${word === '*' ? 'others' : word} → ${value ?? 'no value'}`;
}
