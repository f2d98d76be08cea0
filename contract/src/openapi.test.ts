import { describe, expect, it } from 'vitest';
import {
  addressSchema,
  customerSchema,
  feedAcceptedSchema,
  feedSchema,
  formatId,
  formatJobId,
  idNumber,
  jobSchema,
  operationsBatchSchema,
  orderSchema,
  parseJobId,
  partnerSchema,
  problemSchema,
  productIdSchema,
  productSchema,
  salesChannelSchema,
} from './index.ts';
import { openApiDocument } from './openapi.ts';

const document = openApiDocument() as {
  paths: Record<string, Record<string, { security: unknown[]; responses: Record<string, unknown>; summary: string }>>;
  components: { schemas: Record<string, { examples?: unknown[] }> };
};
const operations = Object.values(document.paths).flatMap((path) => Object.values(path));

describe('the OpenAPI document', () => {
  it.each([
    ['Partner', partnerSchema],
    ['FeedAccepted', feedAcceptedSchema],
    ['Feed', feedSchema],
    ['Job', jobSchema],
    ['Product', productSchema],
    ['Customer', customerSchema],
    ['CustomerAddress', addressSchema],
    ['Order', orderSchema],
    ['OperationsBatch', operationsBatchSchema],
    ['SalesChannel', salesChannelSchema],
    ['Problem', problemSchema],
  ])('shows a %s as its schema has it', (name, schema) => {
    const [example] = document.components.schemas[name]?.examples ?? [];
    expect(schema.strict().parse(example)).toEqual(example);
  });

  it('names what every operation does, asks for and answers', () => {
    expect(operations.length).toBeGreaterThan(40);
    for (const operation of operations) {
      expect(operation.summary).toBeTruthy();
      expect(operation.security).toBeDefined();
      expect(Object.keys(operation.responses).length).toBeGreaterThan(0);
    }
  });

  it('has no reference that leads nowhere', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
    expect(references.length).toBeGreaterThan(10);
    for (const [, name] of references) expect(document.components.schemas).toHaveProperty(name ?? '');
  });
});

describe('an ID', () => {
  it('is padded to five digits and grows past them', () => {
    expect(formatId('product', 1)).toBe('PR00001');
    expect(formatId('product', 99_999)).toBe('PR99999');
    expect(formatId('product', 100_000)).toBe('PR100000');
    expect(idNumber('PR100000')).toBe(100_000);
  });

  it.each(['PR1', 'PR000001', 'pr00001', 'PR0000a', 'FD00001', 'PR', 'PR00001 ', 'PR1000000000000000'])(
    'is not %s',
    (text) => {
      expect(productIdSchema.safeParse(text).success).toBe(false);
    },
  );

  it('of a job tells its type', () => {
    expect(parseJobId('JV00012')).toEqual({ jobType: 'validation', number: 12 });
    expect(parseJobId('JB00003')).toEqual({ jobType: 'operations_batch', number: 3 });
    expect(formatJobId('submission', 7)).toBe('JS00007');
  });
});
