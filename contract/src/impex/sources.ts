import { caselessKey } from '../shared/text.ts';
import type { DataColumn } from './columns.ts';

const POSITION = /^#[1-9]\d{0,2}$/;

/** The zero-based index of a column that a source gives by position: `#3` is 2; undefined for a name. */
export function columnPosition(source: string): number | undefined {
  return POSITION.test(source) ? Number(source.slice(1)) - 1 : undefined;
}

/**
 * The zero-based index of a source in a table; -1 if it is not in the header, and a sentence if it is there twice.
 *
 * @param keys the header's names in lower case
 */
export function placeInHeader(source: string, keys: readonly string[]): number | string {
  const position = columnPosition(source);
  if (position !== undefined) return position;
  const key = caselessKey(source);
  const place = keys.indexOf(key);
  if (place === keys.lastIndexOf(key)) return place;
  return `The header contains ${source} twice: use positions, such as #${place + 1}.`;
}

/** The sources that some columns need in a file. */
export interface ColumnSources {
  /** Without duplicates, in column order. */
  readonly sources: readonly string[];
  /** The sources that a file may lack. */
  readonly optional: ReadonlySet<string>;
}

/** All sources of a column. */
function sourcesOf({ source, carry, combine, constant }: DataColumn): string[] {
  // A wildcard column has no source of its own.
  if (constant !== undefined || source === '*') return [];
  const own = [source, carry].filter((one) => one !== undefined);
  return [...own, ...combinedParts(combine ?? '').flatMap((part) => part.source ?? [])];
}

/** A part of a combined text: a source, and the text before it. */
interface CombinedPart {
  readonly before: string;
  /** Undefined for the text at the end. */
  readonly source?: string;
}

/** @example combinedParts('{Handle}-{Size}') // [{ before: '', source: 'Handle' }, { before: '-', source: 'Size' }] */
export function combinedParts(combine: string): CombinedPart[] {
  const parts: CombinedPart[] = [];
  let end = 0;
  for (const found of combine.matchAll(/\{([^{}]+)\}/g)) {
    parts.push({ before: combine.slice(end, found.index), source: found[1] ?? '' });
    end = found.index + found[0].length;
  }
  return end < combine.length ? [...parts, { before: combine.slice(end) }] : parts;
}

/** The sources of a descriptor's columns. A source is optional if all columns that use it are. */
export function columnSources(columns: readonly DataColumn[]): ColumnSources {
  const taken = columns.flatMap((column) => sourcesOf(column).map((source) => ({ source, optional: column.optional })));
  const needed = new Set(taken.flatMap(({ source, optional }) => (optional ? [] : [source])));
  const sources = [...new Set(taken.map(({ source }) => source))];
  return { sources, optional: new Set(sources.filter((source) => !needed.has(source))) };
}
