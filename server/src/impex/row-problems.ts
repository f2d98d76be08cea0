import { type ImportProblem, LIMITS } from '@commerce-integration/contract';
import { REPORTED_VALUE_LENGTH } from '@commerce-integration/contract/feed-file';
import { cutText, normaliseKey } from '@commerce-integration/contract/rules';

/** A report shows the beginning of a value. */
export function cutProblem({ value, ...problem }: ImportProblem): ImportProblem {
  return value === undefined ? problem : { ...problem, value: cutText(value, REPORTED_VALUE_LENGTH) };
}

export function notStorable(column: string): ImportProblem {
  return { column, code: 'invalid_value', message: `${column} contains a NUL character or half of one.` };
}

export function skuProblem(sku: string): ImportProblem {
  if (normaliseKey(sku) === '') return { column: 'sku', code: 'required', message: 'sku must not be empty.' };
  const message = `sku is longer than ${LIMITS.skuLength} characters, or contains a NUL character.`;
  return { column: 'sku', code: 'invalid_value', message };
}

export function unknownProduct(sku: string): ImportProblem {
  const message = `No product has the SKU ${sku}: import the products first, with a descriptor that comes before this one.`;
  return { column: 'sku', code: 'unknown_product', message, value: sku };
}
