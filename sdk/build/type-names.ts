import * as contract from '@commerce-integration/contract';
import { z } from 'zod';

/** Established type names of calls whose own name would not be clear. All others are derived from the contract. */
const FIELDS: Record<string, string> = {
  uploadFeed: 'FeedFields',
  createFeedUploadUrl: 'CreateUploadUrlFields',
  completeFeedUpload: 'CompleteUploadFields',
  getPriceInForce: 'GetPriceFields',
  createOperationsBatch: 'CreateBatchFields',
  listOperationsBatches: 'ListBatchesFields',
  createCustomerAddress: 'CreateAddressFields',
  getSalesByPartner: 'SalesByPartnerFields',
  getSalesOverTime: 'SalesOverTimeFields',
  getTopProducts: 'TopProductsFields',
  getRevenueShare: 'RevenueShareFields',
  getFeedActivity: 'FeedActivityFields',
};

/** Names of responses whose schema has none. */
const ANSWERS: Record<string, string> = {
  createApiKey: 'CreatedApiKey',
  createWebhook: 'CreatedWebhook',
  rotateWebhookSecret: 'CreatedWebhook',
  createOrderExporter: 'CreatedOrderExporter',
  rotateOrderExporterSecret: 'CreatedOrderExporter',
  rotateOrderUpdateFeedSecret: 'CreatedOrderUpdateFeed',
  deleteCustomers: 'CustomerDeletions',
  getSalesByPartner: 'SalesByPartnerReport',
  getSalesOverTime: 'SalesOverTimeReport',
  getTopProducts: 'TopProductsReport',
  getRevenueShare: 'RevenueShareReport',
  getFeedActivity: 'FeedActivityReport',
  search: 'SearchResults',
  getHealth: 'Health',
  getReady: 'Readiness',
  getLimits: 'LimitList',
};

/** The type names of a call's fields and of its response: `listOrders` has `ListOrdersFields`. */
export function routeNames(name: string): { fields: string; answer: string | undefined } {
  const pascal = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return { fields: FIELDS[name] ?? `${pascal}Fields`, answer: ANSWERS[name] };
}

/** The names of schemas: their `id`, or the name under which the contract exports them. */
export function schemaNames() {
  const exported = new Map<unknown, string>();
  for (const [name, value] of Object.entries(contract))
    if (value instanceof z.ZodType && name.endsWith('Schema'))
      exported.set(value, name.charAt(0).toUpperCase() + name.slice(1, -'Schema'.length));
  return {
    of(schema: z.ZodType): string | undefined {
      for (let one: z.ZodType | undefined = schema; one; one = one._zod.parent as z.ZodType | undefined) {
        const name = z.globalRegistry.get(one)?.id ?? exported.get(one);
        if (name !== undefined) return name;
      }
      return undefined;
    },
  };
}

/** The value lists that the contract exports, such as `PRODUCT_SORTS`, name the enumerations. */
export function enumNames() {
  const names = new Map<string, string>();
  for (const [name, value] of Object.entries(contract)) {
    if (!Array.isArray(value) || !value.every((word) => typeof word === 'string')) continue;
    const key = value.join();
    if (!names.has(key)) names.set(key, WORD_LISTS[name] ?? singular(pascalOf(name)));
  }
  return { of: (values: readonly string[]) => names.get(values.join()) };
}

/** The type name of a list whose singular is already used. */
const WORD_LISTS: Record<string, string> = { ORDERS: 'SortOrder' };

/** `Statuses` -> `Status`, `Availabilities` -> `Availability`, `Sorts` -> `Sort`. */
export function singular(name: string): string {
  const [, stem, end] = /^(.*?)(ies|(?<=s)es|(?<=[^s])s)$/.exec(name) ?? [];
  if (stem === undefined) return name;
  return end === 'ies' ? `${stem}y` : stem;
}

function pascalOf(name: string): string {
  return name.toLowerCase().replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
