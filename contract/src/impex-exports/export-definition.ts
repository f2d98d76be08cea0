import { plainPattern } from '../impex/described-files.ts';
import { noFilter } from '../impex/descriptor-problems.ts';
import type { DataDefinition } from '../impex/descriptors.ts';
import { exportRulesOf, filterAt } from '../impex/export-filter.ts';
import { writeProblems } from '../impex/write-cell.ts';
import type { ExportedFile, ExportResult } from '../shared/job-results.ts';
import type { ExportDataGroup } from './exports.ts';

/**
 * The settings with which a file is written: those of the export override those of its descriptor.
 *
 * @param at when the export was requested
 */
export function exportedDefinition(
  definition: DataDefinition,
  { filter, format }: Pick<ExportDataGroup, 'filter' | 'format'>,
  at: Date,
): DataDefinition {
  const { filters } = exportRulesOf(definition.entity);
  const asked = Object.entries(filter ?? {}).filter(([field]) => filters.includes(field));
  return {
    ...definition,
    filter: filterAt({ ...definition.filter, ...Object.fromEntries(asked) }, at),
    format: { ...definition.format, ...(format ? { type: format } : {}) },
  };
}

/** The problem of a requested export with a group's descriptors: a field of the request and a sentence. */
export function exportProblem(
  definitions: readonly DataDefinition[],
  asked: Pick<ExportDataGroup, 'filter' | 'format'>,
): { path: string; message: string } | undefined {
  const known = definitions.flatMap(({ entity }) => exportRulesOf(entity).filters);
  const unknown = Object.keys(asked.filter ?? {}).find((field) => !known.includes(field));
  const [first] = definitions;
  if (unknown !== undefined && first) return { path: `filter.${unknown}`, message: noFilter(first.entity, unknown) };
  for (const definition of definitions) {
    const [problem] = writeProblems({ ...exportedDefinition(definition, asked, new Date()), mode: 'merge' });
    if (problem !== undefined) return { path: 'format', message: `${definition.name}: ${problem}` };
  }
  return undefined;
}

/**
 * The file names of an export, in the order of the definitions. The time replaces the first `*` of the pattern, so that
 * an import with the same pattern takes the files, oldest first.
 */
export function exportFileNames(
  definitions: readonly DataDefinition[],
  at: Date,
  { format, compress }: Pick<ExportDataGroup, 'format' | 'compress'>,
): string[] {
  const time = `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
  const taken = new Set<string>();
  return definitions.map((definition) => {
    const name = nameOf(definition, time, format);
    for (let count = 1; ; count += 1) {
      const unique = count === 1 ? name : name.replace(/(?=\.\w+$)/, `-${count}`);
      if (taken.has(unique.toLowerCase())) continue;
      taken.add(unique.toLowerCase());
      return compress === 'gzip' ? `${unique}.gz` : unique;
    }
  });
}

function nameOf({ entity, file_name_pattern, format }: DataDefinition, time: string, type?: string): string {
  const pattern = file_name_pattern === '*' ? `${entity}_*` : file_name_pattern;
  const name = plainPattern(pattern.replace('*', time).replace(/\*/g, ''));
  const ending = /\.[A-Za-z]\w*$/.exec(name);
  if (!ending) return `${name}.${type ?? format.type}`;
  return type === undefined ? name : `${name.slice(0, ending.index)}.${type}`;
}

/** Sums up the result of an export from its files. */
export function exportResult(files: readonly ExportedFile[]): ExportResult {
  const sum = (count: 'rows' | 'bytes') => files.reduce((total, file) => total + file[count], 0);
  return { rows: sum('rows'), bytes: sum('bytes'), files: [...files] };
}

/** The message of a completed export. */
export function exportMessage({ files, rows }: ExportResult): string {
  return `Export completed. Files: ${files.length}. Rows: ${rows}.`;
}
