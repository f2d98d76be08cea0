import { CURRENCY_DIGITS } from '../shared/money.ts';
import type { DataColumn } from './columns.ts';
import type { DataDefinition } from './descriptors.ts';
import { ENTITY_RULES, hasDirection, IMPORT_ENTITIES, type ImportEntity, requiredTargets } from './entities.ts';
import { readingOf, type SampleColumn } from './propose-columns.ts';
import type { DataProposal } from './samples.ts';
import { sourceForTarget } from './target-names.ts';

/** The known layout of a sample. */
export interface SampleLayout {
  readonly format: DataDefinition['format'];
  readonly columns: readonly SampleColumn[];
  readonly fileName: string | undefined;
}

/** Proposes a definition: the entity that matches most of the columns, and a column for each target found. */
export function proposeDefinition({ format, columns, fileName }: SampleLayout): DataProposal {
  const entity = entityOf(columns);
  const proposed = columnsFor(entity, columns);
  const targets = proposed.map(({ target }) => target);
  const taken = new Set(proposed.map(({ source }) => source));
  const pattern = patternOf(fileName);
  return {
    definition: {
      name: (fileName ?? 'File').slice(0, 200),
      direction: 'import',
      entity,
      format,
      file_name_pattern: pattern,
      mode: 'merge',
      columns: proposed,
    },
    unassigned: columns.map(({ source }) => source).filter((source) => !taken.has(source)),
    missing: requiredTargets(entity, 'merge').filter((target) => !targets.includes(target)),
  };
}

/**
 * Of the entities whose required targets are all there, the first one with the most required targets; otherwise
 * products.
 */
function entityOf(columns: readonly SampleColumn[]): ImportEntity {
  const found = new Set(columnsFor('product', columns).map(({ target }) => target));
  if (found.has('product_name') && !isLongForm(columns)) return 'product';
  const complete = IMPORT_ENTITIES.filter((entity) => {
    if (!hasDirection(entity, 'import')) return false;
    const targets = columnsFor(entity, columns).map(({ target }) => target);
    return requiredTargets(entity, 'merge').every((target) => targets.includes(target));
  });
  const byNeed = (one: ImportEntity, other: ImportEntity) =>
    requiredTargets(other, 'merge').length - requiredTargets(one, 'merge').length;
  return complete.sort(byNeed)[0] ?? 'product';
}

/** Whether each row is one attribute: an article, a name and a value, and nothing else. */
function isLongForm(columns: readonly SampleColumn[]): boolean {
  const targets = columnsFor('product_attribute', columns).map(({ target }) => target);
  return columns.length === 3 && targets.length === 3;
}

function columnsFor(entity: ImportEntity, columns: readonly SampleColumn[]): DataColumn[] {
  const free = new Map(columns.map((column) => [column.source, column]));
  const found = ENTITY_RULES[entity].targets.flatMap((target): DataColumn[] => {
    const source = sourceForTarget(target, [...free.keys()]);
    const column = source === undefined ? undefined : free.get(source);
    if (!column) return [];
    free.delete(column.source);
    return [{ target, source: column.source, ...readingOf(target, column) }];
  });
  const has = (target: string) => found.some((column) => column.target === target);
  if (!has('price') || has('currency') || !ENTITY_RULES[entity].targets.includes('currency')) return found;
  const price = columns.find(({ source }) =>
    found.some((column) => column.target === 'price' && column.source === source),
  );
  const currency = currencyIn(price?.values ?? []);
  if (currency === undefined) return found;
  return [...found, { target: 'currency', constant: currency, ...readingOf('currency', { source: '', values: [] }) }];
}

const SIGNS: Readonly<Record<string, string>> = { '€': 'EUR', '£': 'GBP', '¥': 'JPY', zł: 'PLN', $: 'USD' };

/** The currency next to prices, by its sign or code. */
function currencyIn(values: readonly string[]): string | undefined {
  for (const value of values) {
    const [code] = /\b[A-Z]{3}\b/.exec(value) ?? [];
    if (code !== undefined && CURRENCY_DIGITS.has(code)) return code;
    const sign = Object.keys(SIGNS).find((one) => value.includes(one));
    if (sign !== undefined) return SIGNS[sign];
  }
  return undefined;
}

/** Numbers in a file's name, such as dates, may change: `preise_2026-04.csv` becomes `preise_*.csv`. */
function patternOf(fileName: string | undefined): string {
  if (fileName === undefined) return '*';
  const name = fileName.replace(/\.gz$/i, '');
  return name.replace(/\d+(?:[-_.T]\d+)*/g, '*');
}
