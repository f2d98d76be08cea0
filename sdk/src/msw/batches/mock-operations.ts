import type { Operation, ProductReference } from '@commerce-integration/contract';
import { spellChanges } from '@commerce-integration/contract/feed-file';
import { fieldProblem, type OperationProblem } from '@commerce-integration/contract/rules';
import { attributesOf, changeProduct, noteAttributes, productsOf } from '../catalog/mock-write-products.ts';
import { setPriceList } from '../prices/mock-price-lists.ts';
import { findReferencedChannel } from '../sales-channels/mock-sales-channels.ts';
import type { JobRow, ProductRow } from '../store/mock-rows.ts';
import type { MockTables } from '../store/mock-tables.ts';

/** Executes one operation. @returns the problem where it cannot be executed; nothing is changed then */
export function executeOperation(
  tables: MockTables,
  job: JobRow,
  operation: Operation,
  at: number,
): OperationProblem | undefined {
  const found = findProduct(tables, job.partnerId, operation.product);
  if ('code' in found) return found;
  const { product } = found;
  const change = { feedId: null, job, changedAt: at };
  switch (operation['@type']) {
    case 'ProductValidFromPriceUpdate':
      setPriceList(tables, { productId: product.id, list: operation.price_list ?? [], salesChannelId: null }, at);
      return undefined;
    case 'ProductSalesChannelValidFromPriceUpdate': {
      const named = findReferencedChannel(tables, job.partnerId, operation.sales_channel);
      if ('problem' in named) {
        return fieldProblem(named.problem.code, `sales_channel.${named.problem.path}`, named.problem.message);
      }
      const list = operation.price_list ?? [];
      setPriceList(tables, { productId: product.id, list, salesChannelId: named.channel.id }, at);
      return undefined;
    }
    case 'ProductAvailabilityUpdate': {
      const { availability } = operation;
      if (product.shown.availability !== availability) changeProduct(tables, product, { availability }, change);
      return undefined;
    }
    case 'ProductAttributesUpdate': {
      const attributes = changedAttributes(tables, product, operation.attributes);
      if (attributes && 'code' in attributes) return attributes;
      if (attributes) changeProduct(tables, product, { attributes }, change);
      return undefined;
    }
  }
}

function findProduct(
  tables: MockTables,
  partnerId: number,
  { id, sku, external_id }: ProductReference,
): { product: ProductRow } | OperationProblem {
  const found = productsOf(tables, partnerId).filter(
    ({ shown, attributes }) =>
      (id === undefined || shown.product_id === id) &&
      (sku === undefined || shown.sku === sku) &&
      (external_id === undefined || attributes.get('external_id') === external_id),
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

/**
 * Null removes an attribute; those that are not named stay. @returns the problem where they cannot be set; undefined
 * for no change
 */
function changedAttributes(
  tables: MockTables,
  product: ProductRow,
  changes: Parameters<typeof spellChanges>[0],
): Map<string, string> | OperationProblem | undefined {
  const spelled = spellChanges(changes, attributesOf(tables, product.partnerId));
  if ('problem' in spelled) return fieldProblem('validation_failed', `attributes.${spelled.name}`, spelled.problem);
  const named = Object.entries(spelled.changes).flatMap(([name, value]) => (value === null ? [] : [name]));
  const refusal = noteAttributes(tables, product.partnerId, named);
  if (refusal !== undefined) return fieldProblem('validation_failed', 'attributes', refusal);
  const merged = new Map(product.attributes);
  for (const [name, value] of Object.entries(spelled.changes)) {
    if (value === null) merged.delete(name);
    else merged.set(name, value);
  }
  const isSame = Object.entries(spelled.changes).every(
    ([name, value]) => (product.attributes.get(name) ?? null) === value,
  );
  return isSame ? undefined : merged;
}
