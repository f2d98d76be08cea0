import { type FileEncoding, LIMITS } from '@commerce-integration/contract';
import type { DetectedLayout } from '@commerce-integration/contract/rules';
import { SaxesParser } from 'saxes';

/** The values in a sample: how often each path occurs, and with which text. */
interface Found {
  readonly counts: Map<string, number>;
  readonly values: Map<string, string[]>;
}

const MOST_VALUES = 100;

/**
 * The layout of the beginning of an XML file: a row is the most repeated element next to the root, and its columns are
 * the texts and attributes in it.
 */
export function detectXml(text: string, encoding: FileEncoding): DetectedLayout {
  const { counts, values } = pathsOf(text);
  const nested = [...counts].filter(([path]) => path.lastIndexOf('/') > 0);
  const most = Math.max(0, ...nested.map(([, count]) => count));
  const isRepeated = ([, count]: [string, number]) => count > 1 && count * 2 >= most;
  const depth = (path: string) => path.split('/').length;
  const [row] = (nested.some(isRepeated) ? nested.filter(isRepeated) : nested).sort(
    ([one, a], [other, b]) => depth(one) - depth(other) || b - a,
  );
  const rowPath = row?.[0] ?? '/rows/row';
  const columns = [...values].flatMap(([path, found]) =>
    path.startsWith(`${rowPath}/`) && !isMarkup(path, rowPath, values)
      ? [{ source: path.slice(rowPath.length + 1), values: found }]
      : [],
  );
  const format = { type: 'xml', encoding, delimiter: ',', header: true, skip_lines: 0, row_path: rowPath } as const;
  return { format, columns };
}

/**
 * Whether a path is in an element within a text, such as `<b>`: its text is part of that text, unless a column reads it.
 */
function isMarkup(path: string, rowPath: string, values: Found['values']): boolean {
  const [, ...names] = path.slice(rowPath.length).split('/');
  return names.some((_, place) => {
    const isOfElement = names[place + 1]?.startsWith('@') === false;
    return isOfElement && values.has(`${rowPath}/${names.slice(0, place + 1).join('/')}`);
  });
}

/** The paths of a text up to its end, or up to where it is no longer XML. */
function pathsOf(text: string): Found {
  const found: Found = { counts: new Map(), values: new Map() };
  const parser = new SaxesParser();
  const open: string[] = [];
  let isBroken = false;
  parser.on('error', () => {
    isBroken = true;
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (isBroken || open.length >= LIMITS.importDepth) return;
    open.push(name);
    const path = `/${open.join('/')}`;
    found.counts.set(path, (found.counts.get(path) ?? 0) + 1);
    for (const [attribute, value] of Object.entries(attributes)) note(found, `${path}/@${attribute}`, String(value));
  });
  const texts = (value: string) => {
    if (!isBroken && value.trim() !== '') note(found, `/${open.join('/')}`, value);
  };
  parser.on('text', texts);
  parser.on('cdata', texts);
  parser.on('closetag', () => void open.pop());
  parser.write(text);
  return found;
}

function note({ values }: Found, path: string, value: string): void {
  const known = values.get(path) ?? [];
  if (known.length < MOST_VALUES) values.set(path, [...known, value.trim()]);
}
