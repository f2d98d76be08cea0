import type { DataDefinition } from '../impex/descriptors.ts';
import type { ImportFormat } from '../impex/formats.ts';
import type { Id } from '../shared/ids.ts';
import { LIMITS } from '../shared/limits.ts';
import type { FieldError } from '../shared/problem.ts';
import type { CreateOrderExporter, UpdateOrderExporter } from './exporter-inputs.ts';
import {
  type ExporterFormat,
  type ExporterKind,
  ORDER_EXPORT_FORMATS,
  type OrderExportFormat,
} from './exporter-schemas.ts';

/** The placeholders of a file name pattern, in braces. */
export const FILE_NAME_VALUES = ['date', 'time', 'number', 'exporter'] as const;
export type FileNameValues = Readonly<Record<(typeof FILE_NAME_VALUES)[number], string>>;

const VALUE = /\{([^{}]*)\}/g;
const REST = /^[A-Za-z0-9._-]*$/;

/** The problem of a file name pattern as a sentence; undefined for a valid one. */
export function fileNameProblem(pattern: string): string | undefined {
  const named = [...pattern.matchAll(VALUE)].map(([, name = '']) => name);
  const known: readonly string[] = FILE_NAME_VALUES;
  const unknown = named.find((name) => !known.includes(name));
  const all = FILE_NAME_VALUES.map((name) => `{${name}}`).join(', ');
  if (unknown !== undefined) return `file_name has no placeholder {${unknown}}. Available: ${all}.`;
  if (!named.includes('number')) return 'file_name must contain {number}, so that every file has a different name.';
  const rest = pattern.replace(VALUE, '');
  if (!REST.test(rest))
    return 'file_name may contain letters, digits, dots, hyphens and underscores besides its placeholders.';
  return undefined;
}

/** The file name of a pattern that {@link fileNameProblem} accepts. */
export function exportFileName(pattern: string, values: FileNameValues): string {
  return pattern.replace(VALUE, (text, name: string) => values[name as keyof FileNameValues] ?? text);
}

/** The complete sending settings of an exporter. */
export interface ExporterSettings {
  /** Null for kinds that write nothing. */
  readonly format: ExporterFormat | null;
  readonly url: string | null;
  readonly method: 'POST' | 'PUT' | null;
  readonly fileName: string | null;
  readonly maxOrders: number;
  readonly maxWaitSeconds: number;
}

/** The extension of the files of each format. */
export const FORMAT_EXTENSIONS: Readonly<Record<OrderExportFormat | ImportFormat, string>> = {
  json: 'json',
  json_lines: 'jsonl',
  jsonl: 'jsonl',
  csv: 'csv',
  xml: 'xml',
  xlsx: 'xlsx',
};

/** The ID of the data descriptor that a format names; null for a fixed layout. */
export function descriptorOfFormat(format: ExporterFormat | null): Id<'dataDescriptor'> | null {
  const known: readonly (string | null)[] = [...ORDER_EXPORT_FORMATS, null];
  return known.includes(format) ? null : (format as Id<'dataDescriptor'>);
}

const DEFAULTS: Readonly<Record<ExporterKind, ExporterSettings>> = {
  http: { format: 'json', url: null, method: 'POST', fileName: null, maxOrders: 1, maxWaitSeconds: 0 },
  s3_file: {
    format: 'json_lines',
    url: null,
    method: null,
    fileName: null,
    maxOrders: 1_000,
    maxWaitSeconds: 60,
  },
  event: { format: null, url: null, method: null, fileName: null, maxOrders: 1, maxWaitSeconds: 0 },
  manual: { format: null, url: null, method: null, fileName: null, maxOrders: 1, maxWaitSeconds: 0 },
};

type Given = Pick<CreateOrderExporter & UpdateOrderExporter, 'format' | 'target' | 'batch'>;

/**
 * The settings of a new exporter, or of an existing one after a change.
 *
 * @param before those before the change
 * @param described the definition of the data descriptor that the given format names
 */
export function exporterSettings(
  kind: ExporterKind,
  { format, target = {}, batch = {} }: Given,
  before: ExporterSettings = DEFAULTS[kind],
  described?: Pick<DataDefinition, 'format'>,
): ExporterSettings {
  const type = described?.format.type ?? ((format ?? before.format) as OrderExportFormat | null);
  const changedType = format === undefined && before.fileName !== null ? null : type;
  return {
    format: format ?? before.format,
    url: target.url ?? before.url,
    method: target.method ?? before.method,
    fileName: kind === 's3_file' ? (target.file_name ?? fileNameAfter(before.fileName, changedType)) : null,
    maxOrders: batch.max_orders ?? before.maxOrders,
    maxWaitSeconds: batch.max_wait_seconds ?? before.maxWaitSeconds,
  };
}

type FileType = keyof typeof FORMAT_EXTENSIONS;

const automaticFileName = (type: FileType) => `{exporter}-{date}-{time}-{number}.${FORMAT_EXTENSIONS[type]}`;

/** The default file name patterns. */
const AUTOMATIC_FILE_NAMES = Object.keys(FORMAT_EXTENSIONS).map((type) => automaticFileName(type as FileType));

/**
 * The file name pattern after a change of the files' type: the previous one, unless that was a default, which follows
 * the type.
 *
 * @param type null if it stays
 */
export function fileNameAfter(before: string | null, type: FileType | null): string | null {
  const isAutomatic = before === null || AUTOMATIC_FILE_NAMES.includes(before);
  return isAutomatic && type !== null ? automaticFileName(type) : before;
}

/** The settings that the exporter's kind does not allow; empty if all are allowed. The URL is checked separately. */
export function settingProblems(
  kind: ExporterKind,
  given: Given,
  { url, fileName, maxOrders }: ExporterSettings,
): FieldError[] {
  const { target = {}, batch, format } = given;
  const unsupported = unsupportedFields(kind, { ...target, ...(batch && { batch }), ...(format && { format }) });
  const invalid = (path: string, message: string) => ({ path, code: 'invalid', message });
  const most = kind === 'http' ? LIMITS.exportRequestOrders : LIMITS.exportFileOrders;
  const nameProblem = fileName === null ? undefined : fileNameProblem(fileName);
  return [
    ...unsupported.map((path) => invalid(path, `An exporter of the kind ${kind} cannot have ${path}.`)),
    ...(kind === 'http' && url === null
      ? [invalid('target.url', 'An exporter of the kind http needs target.url.')]
      : []),
    ...(nameProblem ? [invalid('target.file_name', nameProblem)] : []),
    ...(maxOrders > most ? [invalid('batch.max_orders', `batch.max_orders is at most ${most} for ${kind}.`)] : []),
  ];
}

const FIELDS_OF: Readonly<Record<ExporterKind, readonly string[]>> = {
  http: ['url', 'method', 'headers', 'batch', 'format'],
  s3_file: ['file_name', 'batch', 'format'],
  event: [],
  manual: [],
};

function unsupportedFields(kind: ExporterKind, given: object): string[] {
  const names = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  const unsupported = names.filter((name) => !FIELDS_OF[kind].includes(name));
  return unsupported.map((name) => (name === 'batch' || name === 'format' ? name : `target.${name}`));
}
