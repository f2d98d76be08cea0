import type { EndpointCommand } from '../src/internal/endpoints/endpoint-command.ts';
import { type JsonSchema, type Operation, plain, resolved } from './json-schema.ts';

const MOST_COLUMNS = 8;

/** First the identifier, the name and the status of a row, then everything else. */
const FIRST = [
  /^(line|sku|code|period_start)$/,
  /(^|_)name$/,
  /(^|_)status$|^outcome$/,
  /^(price|total_amount|total_\w+|currency)$/,
];
const NEXT = [/_type$|^type$/, /_at$/, /^(message|detail)$/];
/** Addresses and technical values: shown with `--fields`. */
const LEFT_OUT = /(_url|_key|_bucket|sha256|content_type|_source|description)$/;

/** The shape of an endpoint's response, and the columns of its table. */
export function answerOf({ responses, parameters = [] }: Operation): {
  answer: EndpointCommand['answer'];
  fields?: string[];
  columns?: string[];
} {
  const [status = '', done] = Object.entries(responses).find(([code]) => Number(code) < 400) ?? [];
  const [type, content] = Object.entries(done?.content ?? {})[0] ?? [];
  if (status.startsWith('3')) return { answer: 'redirect' };
  if (!type || !content) return { answer: 'none' };
  if (type !== 'application/json') return { answer: 'file' };
  const { properties = {} } = resolved(content.schema);
  const isList = properties.items !== undefined && parameters.some(({ name }) => name === 'cursor');
  if (!isList) return { answer: 'object', fields: Object.keys(properties) };
  const item = resolved(resolved(properties.items ?? {}).items ?? {}).properties ?? {};
  // Lists of one partner are requested by its ID, so all rows have the same partner name.
  const { partner_name, ...shown } = item;
  const isOfOnePartner = parameters.some(({ name }) => name === 'org_id');
  return { answer: 'list', fields: Object.keys(item), columns: columnsOf(isOfOnePartner ? shown : item) };
}

function columnsOf(properties: Record<string, JsonSchema>): string[] {
  const names = Object.keys(properties);
  const shown = names.filter((name) => isScalar(properties[name] ?? {}) && !LEFT_OUT.test(name));
  const rank = (name: string, at: number) => {
    if (at === 0) return -1;
    const [first = -1, next = -1] = [FIRST, NEXT].map((patterns) =>
      patterns.findIndex((pattern) => pattern.test(name)),
    );
    if (first >= 0) return first;
    if (next >= 0) return FIRST.length + 2 + next;
    // IDs of other objects are long and rarely needed.
    if (name.endsWith('_id')) return FIRST.length + NEXT.length + 2;
    const { enum: choices, type, anyOf = [] } = plain(properties[name] ?? {});
    return choices || anyOf.some((option) => option.enum) || type === 'integer' ? FIRST.length : FIRST.length + 1;
  };
  const ranked = shown.map((name, at) => ({ name, rank: rank(name, at) })).sort((a, b) => a.rank - b.rank);
  const chosen = ranked.slice(0, MOST_COLUMNS).map(({ name }) => name);
  return names.filter((name) => chosen.includes(name));
}

function isScalar(schema: JsonSchema): boolean {
  const { type, enum: choices, const: only } = plain(schema);
  return (
    choices !== undefined || only !== undefined || ['string', 'number', 'integer', 'boolean'].includes(String(type))
  );
}
