import { formatId, type Operation, type ProductReference } from '@commerce-integration/contract';
import {
  type AttributeChanges,
  attributeKey,
  spellChanges,
  tooManyAttributes,
} from '@commerce-integration/contract/feed-file';
import { fieldProblem, type OperationProblem } from '@commerce-integration/contract/rules';
import { attributesOf } from '../catalog/mock-attributes.ts';
import { compareText } from '../http/mock-lists.ts';
import type { JobRow, ProductRow } from '../mock-rows.ts';
import type { MockTables } from '../mock-tables.ts';
import { setPriceList } from '../prices/mock-price-lists.ts';
import { findReferencedChannel } from '../sales-channels/mock-find-sales-channels.ts';

/** Executes one operation. @returns why it cannot be, having done nothing */
export function executeOperation(
  tables: MockTables,
  job: JobRow,
  operation: Operation,
  at: number,
): OperationProblem | undefined {
  const { partnerId } = job;
  const found = findProduct(tables, partnerId, operation.product);
  if ('code' in found) return found;
  const { product } = found;
  const list = 'price_list' in operation ? (operation.price_list ?? []) : [];
  const change = { partnerId, productId: product.id, list };
  switch (operation['@type']) {
    case 'ProductValidFromPriceUpdate':
      setPriceList(tables, { ...change, salesChannelId: null }, at);
      return undefined;
    case 'ProductSalesChannelValidFromPriceUpdate': {
      const channel = findReferencedChannel(tables, partnerId, operation.sales_channel);
      if (channel.problem) {
        return fieldProblem(channel.problem.code, `sales_channel.${channel.problem.path}`, channel.problem.message);
      }
      setPriceList(tables, { ...change, salesChannelId: channel.id }, at);
      return undefined;
    }
    case 'ProductAvailabilityUpdate':
      setAvailability(tables, job, product, operation.availability);
      return undefined;
    case 'ProductAttributesUpdate':
      return setAttributes(tables, product, operation.attributes);
  }
}

function findProduct(
  tables: MockTables,
  partnerId: number,
  { id, sku, external_id }: ProductReference,
): { product: ProductRow } | OperationProblem {
  const found = [...tables.products.values()].filter(
    (row) =>
      row.partnerId === partnerId &&
      (id === undefined || formatId('product', row.id) === id) &&
      (sku === undefined || row.sku === sku) &&
      (external_id === undefined || row.attributes.get('external_id') === external_id),
  );
  const [product] = found;
  if (product && found.length === 1) return { product };
  const field = id !== undefined ? 'id' : sku !== undefined ? 'sku' : 'external_id';
  const fails = (code: 'not_found' | 'ambiguous_external_id', message: string) =>
    fieldProblem(code, `product.${field}`, message);
  if (product) {
    const message = `Several products have the external_id ${external_id}: name the product by id or sku.`;
    return fails('ambiguous_external_id', message);
  }
  if (id !== undefined) return fails('not_found', `Product not found: ${id}`);
  return fails('not_found', `No product has the ${sku === undefined ? 'external_id' : 'SKU'} ${sku ?? external_id}.`);
}

function setAvailability(
  tables: MockTables,
  { jobType, number: jobNumber }: JobRow,
  product: ProductRow,
  availability: ProductRow['availability'],
): void {
  if (product.availability === availability) return;
  const now = new Date();
  const { price, currency } = product;
  tables.productChanges.push({
    id: tables.next('productChange'),
    productId: product.id,
    feedId: null,
    jobType,
    jobNumber,
    changedAt: now,
    from: { price, currency, availability: product.availability },
    to: { price, currency, availability },
  });
  tables.products.set(product.id, { ...product, availability, updatedAt: now });
}

/** Null removes an attribute; those that are not named stay. @returns why they cannot be set */
function setAttributes(
  tables: MockTables,
  product: ProductRow,
  changes: AttributeChanges,
): OperationProblem | undefined {
  const known = attributesOf([...tables.products.values()].filter((row) => row.partnerId === product.partnerId));
  const spelled = spellChanges(changes, known);
  if ('problem' in spelled) return fieldProblem('validation_failed', `attributes.${spelled.name}`, spelled.problem);
  const added = Object.entries(spelled.changes)
    .filter(([name, value]) => value !== null && !known.has(attributeKey(name)))
    .map(([name]) => name);
  const refusal = tooManyAttributes(known.size, added);
  if (refusal !== undefined) return fieldProblem('validation_failed', 'attributes', refusal);
  const merged = new Map(product.attributes);
  for (const [name, value] of Object.entries(spelled.changes)) {
    if (value === null) merged.delete(name);
    else merged.set(name, value);
  }
  const sorted = (attributes: ReadonlyMap<string, string>) =>
    [...attributes].sort(([one], [other]) => one.length - other.length || compareText(one, other));
  if (JSON.stringify(sorted(merged)) === JSON.stringify(sorted(product.attributes))) return undefined;
  tables.products.set(product.id, { ...product, attributes: new Map(sorted(merged)), updatedAt: new Date() });
  return undefined;
}
