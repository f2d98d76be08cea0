import type { Layout } from './written-order.ts';

/** XML 1.0: an `order_export` for each order, with an element for each field as the JSON has it. */
export const xmlLayout: Layout = {
  contentType: 'application/xml',
  head: '<?xml version="1.0" encoding="UTF-8"?>\n<order_exports>\n',
  between: '',
  tail: '</order_exports>\n',
  write: (written) => `${element('order_export', written.read())}\n`,
};

/** The names of the elements of lists. */
const ONE_OF: Readonly<Record<string, string>> = {
  items: 'item',
  deliveries: 'delivery',
  shipments: 'shipment',
  delivery_ids: 'delivery_id',
  allowed_transitions: 'allowed_transition',
};

function element(name: string, value: unknown): string {
  if (value === null || value === undefined) return `<${name}/>`;
  return `<${name}>${contentOf(name, value)}</${name}>`;
}

function contentOf(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => element(ONE_OF[name] ?? 'item', one)).join('');
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([field, inner]) => element(field, inner))
      .join('');
  return escaped(String(value));
}

/** Characters that XML 1.0 cannot contain, escaped or not. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(FORBIDDEN, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
