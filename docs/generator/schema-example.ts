import { namedSchemas, nameOf, resolved, type Schema } from './api-operations.ts';

/** Examples of objects for which the contract has none, consistent with the contract's own. */
const MORE_EXAMPLES: Record<string, unknown> = {
  JobChange: { sku: 'AC-1001', field: 'price', from: '49.99', to: '44.99' },
  JobError: {
    line: 3,
    sku: 'AC-2002',
    column: 'product_name',
    code: 'required',
    message: 'product_name must not be empty.',
    severity: 'error',
  },
  Limit: { name: 'page_size', value: 100, unit: 'items', description: 'Items per page; 10 by default.' },
};

/** Values for fields that no example contains. */
const MORE_VALUES: Record<string, unknown> = {
  name: 'feed server',
  secret: 'ck_…',
  secret_hint: 'x7Qa',
  expires_at: '2027-04-06T14:02:11.000Z',
  revoked_at: null,
  email: 'alice.moreau@example.com',
  address_line1: '123 Main Street',
  postal_code: '62701',
  max_error_ratio: 0.1,
  max_removed_ratio: 0.5,
  upload_url: 'https://files.example.com/commerce-integration/raw/…',
  headers: { 'content-type': 'text/csv' },
  quantity: 2,
  from: '2026-04-01T00:00:00.000Z',
  to: '2026-05-01T00:00:00.000Z',
  timezone: 'UTC',
  period_start: '2026-04-01T00:00:00.000Z',
  order_count: 2,
  units_sold: 3,
  total_sales: 149.97,
  total_revenue: 149.97,
  revenue_pct: 100,
  feeds: 2,
  loads: 2,
  loads_failed: 0,
  rows_processed: 26,
  rows_inserted: 13,
  rows_skipped: 0,
  error_ratio: 0,
  last_success_at: '2026-04-06T14:17:40.000Z',
};

/** Values by field name, from all examples of the contract. */
const story: ReadonlyMap<string, unknown> = new Map([
  ...Object.values(namedSchemas).flatMap(({ examples: [example] = [] }) => Object.entries(example ?? {})),
  ...Object.entries(MORE_VALUES),
]);

/** A value that matches the schema: the contract's example if there is one, otherwise a generated value. */
export function exampleOf(schema: Schema, name = ''): unknown {
  const { properties, required = [], items, ...rest } = resolved(schema);
  const whole = rest.examples?.[0] ?? MORE_EXAMPLES[nameOf(schema) ?? ''];
  if (!properties) return items ? [exampleOf(items, name)] : simpleExample(rest, name);
  if (whole !== undefined) return whole;
  // Optional fields are included if the examples have a value; of a partner, its name, which is more informative than
  // its ID.
  const told = (key: string) => story.has(key) && !(key === 'partner_id' && 'partner_name' in properties);
  const shown = Object.entries(properties).filter(([key]) => required.includes(key) || told(key));
  return Object.fromEntries(shown.map(([key, property]) => [key, exampleOf(property, key)]));
}

function simpleExample(schema: Schema, name: string): unknown {
  const { anyOf, examples, enum: values, const: only, default: usual, type } = schema;
  const known = story.get(name);
  if (only !== undefined) return only;
  if (values) return values.includes(known) ? known : (usual ?? values[0]);
  if (known !== undefined && fits(known, schema)) return known;
  if (examples?.[0] !== undefined || usual !== undefined) return examples?.[0] ?? usual;
  if (anyOf?.[0]) return exampleOf(anyOf[0], name);
  if (type === 'integer' || type === 'number') return Math.max(schema.minimum ?? 1, 1);
  if (type === 'boolean') return true;
  return type === 'object' ? {} : '…';
}

function fits(value: unknown, schema: Schema): boolean {
  const { type, anyOf, enum: values } = resolved(schema);
  if (anyOf) return anyOf.some((option) => fits(value, option));
  if (values) return values.includes(value as never);
  const wanted = [type].flat();
  if (value === null) return wanted.includes('null');
  if (Array.isArray(value)) return wanted.includes('array');
  if (typeof value === 'number') return wanted.includes('number') || (wanted.includes('integer') && value % 1 === 0);
  return wanted.includes(typeof value);
}
