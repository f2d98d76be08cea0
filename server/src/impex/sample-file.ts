import type { DataDefinition, ImportFormat } from '@commerce-integration/contract';
import { columnPosition, columnSources } from '@commerce-integration/contract/rules';
import iconv from 'iconv-lite';

const TYPES: Readonly<Record<ImportFormat, string>> = {
  csv: 'text/csv',
  jsonl: 'application/x-ndjson',
  xml: 'application/xml',
};

/** A file without rows in the layout and the encoding of a descriptor. */
export interface SampleFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** CSV has its header; JSON lines and XML have one row with empty values. */
export function sampleFile({ format, columns, file_name_pattern }: DataDefinition): SampleFile {
  const { sources } = columnSources(columns);
  const name = file_name_pattern.replace(/[*?]+/g, 'sample').replace(/[^\w.-]/g, '_');
  const fileName = /\.\w+$/.test(name) ? name : `${name}.${format.type}`;
  const bytes = iconv.encode(TEXTS[format.type](format, sources), format.encoding);
  return { fileName, contentType: `${TYPES[format.type]}; charset=${format.encoding}`, bytes };
}

type Format = DataDefinition['format'];

const TEXTS: Readonly<Record<ImportFormat, (format: Format, sources: readonly string[]) => string>> = {
  csv: csvText,
  jsonl: (_, sources) => `${JSON.stringify(nested(sources))}\n`,
  xml: xmlText,
};

function csvText({ delimiter, header, skip_lines }: Format, sources: readonly string[]): string {
  const cells: string[] = [];
  const places = sources.map(columnPosition);
  const free = sources.filter((_, index) => places[index] === undefined);
  for (const place of places) if (place !== undefined) cells[place] = '';
  for (const source of free) {
    const place = cells.findIndex((_, index) => cells[index] === undefined);
    cells[place < 0 ? cells.length : place] = source;
  }
  const row = Array.from(cells, (cell) => quoted(cell ?? '', delimiter)).join(delimiter);
  return `${'\n'.repeat(skip_lines)}${header ? `${row}\n` : ''}`;
}

function quoted(cell: string, delimiter: string): string {
  return cell.includes(delimiter) || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** An element: its attributes, its children, and whether it has text. */
interface Element {
  readonly attributes: string[];
  readonly children: Map<string, Element>;
}

const newElement = (): Element => ({ attributes: [], children: new Map() });

function xmlText({ row_path = '', encoding }: Format, sources: readonly string[]): string {
  const row = newElement();
  for (const source of sources) {
    let element = row;
    for (const name of source.split('/')) {
      if (name === '.') continue;
      if (name.startsWith('@')) element.attributes.push(name.slice(1));
      else {
        const child = element.children.get(name) ?? newElement();
        element.children.set(name, child);
        element = child;
      }
    }
  }
  const path = row_path.split('/').slice(1);
  const around = path.slice(0, -1);
  const opened = around.map((name, depth) => `${'  '.repeat(depth)}<${name}>\n`).join('');
  const closed = around.map((name, depth) => `${'  '.repeat(depth)}</${name}>\n`).reverse();
  const inner = elementText(path.at(-1) ?? 'row', row, around.length);
  return `<?xml version="1.0" encoding="${encoding}"?>\n${opened}${inner}${closed.join('')}`;
}

function elementText(name: string, { attributes, children }: Element, depth: number): string {
  const space = '  '.repeat(depth);
  const tag = [name, ...attributes.map((attribute) => `${attribute}=""`)].join(' ');
  const inner = [...children].map(([child, element]) => elementText(child, element, depth + 1)).join('');
  return inner === '' ? `${space}<${tag}></${name}>\n` : `${space}<${tag}>\n${inner}${space}</${name}>\n`;
}

function nested(sources: readonly string[]): Record<string, unknown> {
  const root: Record<string, unknown> = Object.create(null);
  for (const source of sources) {
    const names = source.split('/');
    let object = root;
    for (const name of names.slice(0, -1)) {
      const inner = object[name];
      const next =
        typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : Object.create(null);
      object[name] = next;
      object = next;
    }
    object[names.at(-1) ?? ''] ??= '';
  }
  return root;
}
