import { LIMITS } from '@commerce-integration/contract';
import type { Pushed } from '@commerce-integration/contract/rules';
import { SaxesParser } from 'saxes';

/** An element in the course of parsing. */
interface Element {
  readonly name: string;
  /** Attributes as `@name`, elements by name. */
  readonly parts: Map<string, Pushed[]>;
  text: string;
}

/**
 * Converts an XML document to JSON values: an element with attributes or child elements becomes an object, one with
 * only text becomes the text, and sibling elements of the same name become a list. Drops namespace prefixes.
 *
 * @throws Error that says what is wrong, also for a DTD: its entities could grow without end
 */
export function readXml(text: string): Pushed {
  const parser = new SaxesParser();
  const open: Element[] = [{ name: '', parts: new Map(), text: '' }];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => {
    throw new Error('it has a DTD');
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length > LIMITS.pushedDepth) throw new Error(`it has over ${LIMITS.pushedDepth} levels of elements`);
    const parts = new Map(Object.entries(attributes).map(([key, value]) => [`@${localName(key)}`, [value]]));
    open.push({ name: localName(name), parts, text: '' });
  });
  const addText = (more: string) => {
    const element = open.at(-1);
    if (element) element.text += more;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const element = open.pop();
    const parent = open.at(-1);
    if (!element || !parent) return;
    const beside = parent.parts.get(element.name);
    if (beside) beside.push(pushedOf(element));
    else parent.parts.set(element.name, [pushedOf(element)]);
  });
  parser.write(text).close();
  return pushedOf(open[0] as Element);
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function pushedOf({ parts, text }: Element): Pushed {
  if (parts.size === 0) return text.trim();
  const fields = [...parts].map(
    ([name, values]) => [name, values.length === 1 ? (values[0] ?? null) : values] as const,
  );
  const own = text.trim() === '' ? [] : [['#text', text.trim()] as const];
  // `fromEntries` defines own fields, so one named `__proto__` is a field like any other.
  return Object.fromEntries([...fields, ...own]);
}
