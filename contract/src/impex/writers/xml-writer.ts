import type { DataDefinition } from '../descriptors.ts';
import type { FileWriter, WrittenCell } from './text-parts.ts';

/** An element: the sources of its attributes and of its text, and its children. */
interface Element {
  readonly attributes: { readonly name: string; readonly source: number }[];
  readonly children: Map<string, Element>;
  text: number | undefined;
  /** The source of its text if that is named `.`: the text of a list item. */
  itself: number | undefined;
}

const newElement = (): Element => ({ attributes: [], children: new Map(), text: undefined, itself: undefined });

/** Writes XML: a row is an element at `row_path`. */
export function createXmlWriter(
  { row_path = '/rows/row', encoding }: DataDefinition['format'],
  sources: readonly string[],
): FileWriter {
  const root = elementOf(sources);
  const path = row_path.split('/').slice(1);
  const around = path.slice(0, -1);
  const opened = around.map((name, depth) => `${'  '.repeat(depth)}<${name}>\n`);
  const closed = around.map((name, depth) => `${'  '.repeat(depth)}</${name}>\n`).reverse();
  return {
    begin: `<?xml version="1.0" encoding="${encoding}"?>\n${opened.join('')}`,
    row: (cells) => elementText(path.at(-1) ?? 'row', root, around.length, cells),
    end: closed.join(''),
  };
}

function elementOf(sources: readonly string[]): Element {
  const root = newElement();
  for (const [source, path] of sources.entries()) {
    let element = root;
    for (const name of path.split('/').filter((one) => one !== '.' && !one.startsWith('@'))) {
      const child = element.children.get(name) ?? newElement();
      element.children.set(name, child);
      element = child;
    }
    const attribute = /(?:^|\/)@([^/]*)$/.exec(path)?.[1];
    if (path.endsWith('/.')) element.itself = source;
    else if (attribute === undefined) element.text = source;
    else element.attributes.push({ name: attribute, source });
  }
  return root;
}

function elementText(name: string, element: Element, depth: number, cells: readonly WrittenCell[]): string {
  const count = itemsOf(element, cells);
  if (count === undefined) return oneElement(name, element, depth, cells);
  const items = Array.from({ length: count }, (_, index) => cells.map((cell) => itemCell(cell, index)));
  return items.map((item) => oneElement(name, element, depth, item)).join('');
}

function itemCell(cell: WrittenCell, index: number): WrittenCell {
  return typeof cell === 'string' ? cell : (cell[index] ?? '');
}

/** The number of an element's items if it is in a list: its attributes or child elements then have many values. */
function itemsOf({ attributes, children, itself }: Element, cells: readonly WrittenCell[]): number | undefined {
  const texts = [...children.values()].map(({ text }) => text);
  const own = [itself, ...attributes.map(({ source }) => source), ...texts];
  const list = own.map((source) => cells[source ?? -1]).find((cell) => typeof cell === 'object');
  return list?.length;
}

function oneElement(name: string, element: Element, depth: number, cells: readonly WrittenCell[]): string {
  const { attributes, children, text = element.itself } = element;
  const space = '  '.repeat(depth);
  const cellText = (source: number) => escaped(String(cells[source] ?? ''));
  const written = attributes.map((one) => `${one.name}="${cellText(one.source)}"`);
  const tag = [name, ...written].join(' ');
  const own = text === undefined ? '' : cellText(text);
  const inner = [...children].map(([child, one]) => elementText(child, one, depth + 1, cells)).join('');
  return inner === '' ? `${space}<${tag}>${own}</${name}>\n` : `${space}<${tag}>${own}\n${inner}${space}</${name}>\n`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Characters that XML does not allow. */
const IMPOSSIBLE = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const PLAIN = /^[\u0020!#-%'-;=?-~\u00A0-\uD7FF]*$/;

/**
 * Writes line ends and tabs as references: in attributes, and CR everywhere, they would be changed on reading.
 * Disallowed characters become U+FFFD, written as a reference, since not all encodings have it: dropping them would
 * merge two SKUs.
 */
function escaped(text: string): string {
  // Plain ASCII and letters, like most texts.
  if (PLAIN.test(text)) return text;
  return text
    .replace(/[&<>"\t\n\r]/g, (character) => ENTITIES[character] ?? `&#${character.charCodeAt(0)};`)
    .replace(IMPOSSIBLE, '&#xFFFD;');
}
