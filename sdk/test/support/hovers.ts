/** A program with a mark before each name to hover over. */
export const HOVERED_PROGRAM = `
import { CommerceClient, Orders, type Availability, type OrderItem, type ProductSort, type ListProductsFields } from '@commerce-integration/sdk';
const client = new CommerceClient({ /*apiKey*/apiKey: 'k', /*timeoutMs*/timeoutMs: 5, /*onRetry*/onRetry: () => {} });
async function main() {
  const order = await client.orders./*create*/create({
    /*partner_name*/partner_name: 'Acme Corp',
    /*customer_reference*/customer_reference: 'PO-1',
    /*orderItems*/items: [{ product_id: 'PR00001', /*quantity*/quantity: 2 }],
  });
  const [item] = order./*items*/items;
  console.log(item?./*line_total*/line_total, item?./*unit_price*/unit_price, order./*order_id*/order_id);
  console.log(order./*created_at*/created_at, order./*status*/status);
  const fields: ListProductsFields = { /*sort_by*/sort_by: 'price', /*limit*/limit: 50, /*q*/q: 'tea' };
  const products = client.products./*list*/list(fields);
  const [product] = await products./*toArray*/toArray({ limit: 5 });
  console.log(product?./*price*/price, product?./*availability*/availability, product?./*attributes*/attributes);
  const job = await client.jobs./*get*/get('JV00001', { /*wait*/wait: 5 });
  console.log(job./*progress*/progress, job./*result*/result);
  const customer = await client.customers.create({ first_name: 'Ada', last_name: 'Lovelace', /*email*/email: 'a@b.example' });
  await client./*request*/request('GET', '/products');
  console.log(customer, new Orders());
}
export const shown: [/*OrderItem*/OrderItem, /*Availability*/Availability, /*ProductSort*/ProductSort] | undefined = undefined;
void main;
`;

/** The hover texts at some marks: parts of the declaration and of the comment, and tags. */
export const HOVERS: readonly (readonly [mark: string, declaration: string, text: RegExp, tags?: object])[] = [
  ['apiKey', 'ClientOptions.apiKey?: ApiKeySource | undefined', /never logged/, { default: [/COMMERCE_API_KEY/] }],
  ['timeoutMs', 'ClientOptions.timeoutMs?: number | undefined', /in milliseconds/, { default: [/60_000/] }],
  ['onRetry', '(retry: RetryInfo) => void', /before the pause/],
  [
    'create',
    'create(fields: CreateOrderFields, options?: IdempotentRequestOptions',
    /all or nothing/,
    {
      throws: [/mixed_currencies/],
      example: [/client\.orders\.create/],
    },
  ],
  ['partner_name', 'partner_name?: string | undefined', /The partner of the products.*200 characters/s],
  ['customer_reference', 'customer_reference?: string | undefined', /buyer's own number.*255 characters/s],
  ['orderItems', 'items: CreateOrderItem[]', /At least one item.*At most 500 items/s],
  ['quantity', 'quantity: number', /From 1 to 1,000,000/],
  ['items', 'items: OrderItem[]', /The ordered items/],
  [
    'line_total',
    'line_total: number',
    /quantity × unit_price, exact.*major units of the currency/s,
    { example: ['49.99'] },
  ],
  ['unit_price', 'unit_price: number', /major units of the currency/, { example: ['49.99'] }],
  ['order_id', 'order_id: string', /ID of an order/, { example: ["'OR00001'"] }],
  ['created_at', 'created_at: string', /RFC 3339/, { example: [/2026-/] }],
  ['status', 'status: OrderStatus', /The current state/],
  ['sort_by', 'sort_by?: ProductSort | undefined', /Empty values always come last/, { default: ["'product_id'"] }],
  ['limit', 'limit?: number | undefined', /Items per page, 1 to 100/, { default: ['10'] }],
  ['q', 'q?: string | undefined', /Search words.*name, brand or SKU.*200 characters/s],
  ['list', 'list(fields?: ListProductsFields, options?: RequestOptions): PagePromise<Product>', /filtered, searched/],
  ['toArray', 'toArray(options', /as an array/, { param: [/how many items at most/] }],
  ['price', 'price: number | null', /major units of the currency/, { example: ['49.99'] }],
  ['availability', 'availability: Availability | null', /can be ordered/],
  ['attributes', 'attributes: Record<string, string>', /Other columns of the feed/],
  ['get', 'get(jobId: string, fields?: GetJobFields', /up to that many seconds/, { param: [/JV00001/] }],
  ['wait', 'wait?: number | undefined', /In seconds.*From 0 to 30/s, { default: ['0'] }],
  ['progress', 'progress: JobProgress', /Progress of the work/],
  [
    'result',
    'result?: LoadResult | BatchResult | RedeliveryResult | ReplayResult | ImportResult | ExportResult | UndoResult | undefined',
    /LoadResult/,
  ],
  ['email', 'email: string', /An e-mail address/],
  [
    'request',
    'request<unknown>(method: HttpMethod, path: string, options?: RawRequestOptions)',
    /no method yet/,
    {
      param: [/HTTP method/, /baseUrl/],
    },
  ],
  ['OrderItem', 'type OrderItem = {', /A part of `Order`/],
  ['Availability', 'type Availability = "in_stock" | "out_of_stock"', /in_stock/],
  ['ProductSort', 'type ProductSort = "', /price/],
];
