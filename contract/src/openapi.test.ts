import type { AppRoute } from '@ts-rest/core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  addressSchema,
  contract,
  customerSchema,
  EVENT_TYPES,
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

interface Field {
  type?: string;
  format?: string;
  enum?: string[];
  pattern?: string;
}

interface Operation {
  operationId: string;
  security: unknown[];
  responses: Record<string, unknown>;
  summary: string;
  description: string;
  tags: string[];
  parameters: { name: string; in: string; required?: boolean; schema: Field; example?: unknown }[];
  requestBody?: {
    required: boolean;
    content: Record<string, { schema: { properties?: Record<string, Field>; required?: string[] }; example?: unknown }>;
  };
}

interface WebhookBody {
  properties: Record<string, object>;
  examples: [object];
}

const document = openApiDocument() as {
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
  webhooks: Record<string, { post: { requestBody: { content: Record<string, { schema: WebhookBody }> } } }>;
  components: { schemas: Record<string, { examples?: unknown[] }>; responses: Record<string, unknown> };
};
const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
const routes = Object.values(contract).flatMap((router) => Object.entries(router as Record<string, AppRoute>));

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
  ])('shows a %s with its schema', (name, schema) => {
    const [example] = document.components.schemas[name]?.examples ?? [];
    expect(schema.strict().parse(example)).toEqual(example);
  });

  it('describes each operation, its request and its responses', () => {
    expect(operations.length).toBeGreaterThan(40);
    for (const operation of operations) {
      expect(operation.summary).toBeTruthy();
      expect(operation.description).toBeTruthy();
      expect(operation.security).toBeDefined();
      expect(Object.keys(operation.responses).length).toBeGreaterThan(0);
    }
  });

  it('has no broken references', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g)];
    expect(references.length).toBeGreaterThan(10);
    for (const [, kind, name] of references) expect(document.components).toHaveProperty([kind ?? '', name ?? '']);
  });

  it('describes the webhook payload of each type of event', () => {
    expect(Object.keys(document.webhooks)).toEqual(EVENT_TYPES);
    for (const [type, { post }] of Object.entries(document.webhooks)) {
      const { properties, examples } = post.requestBody.content['application/json']?.schema ?? {
        properties: {},
        examples: [{}],
      };
      expect(properties.event_type).toMatchObject({ const: type });
      expect(Object.keys(examples[0]).sort()).toEqual(Object.keys(properties).sort());
    }
  });

  it('has every endpoint of the contract under its name', () => {
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(routes.map(([name]) => name).sort());
  });

  it('describes each tag', () => {
    const used = new Set(operations.flatMap(({ tags }) => tags));
    expect(document.tags.map(({ name }) => name)).toEqual([...used]);
    for (const { description } of document.tags) expect(description).toMatch(/\.$/);
  });

  it.each(routes.filter(([, route]) => 'body' in route && route.body instanceof z.ZodType))(
    'requires a body of %s, with a valid example',
    (name, route) => {
      const { requestBody } = operations.find(({ operationId }) => operationId === name) ?? {};
      expect(requestBody?.required).toBe(true);
      for (const { example } of Object.values(requestBody?.content ?? {})) {
        expect(example).toBeDefined();
        expect((route as { body: z.ZodType }).body.safeParse(example).error?.message).toBeUndefined();
      }
    },
  );

  it('shows text parameters with the type of their values', () => {
    const { parameters } = document.paths['/products']?.get ?? { parameters: [] };
    const typeOf = (name: string) => parameters.find((parameter) => parameter.name === name)?.schema;
    expect(typeOf('limit')).toMatchObject({ type: 'integer', default: 10 });
    expect(typeOf('price_min')).toMatchObject({ type: 'number' });
    expect(typeOf('order')).toMatchObject({ type: 'string', enum: ['asc', 'desc'] });
    const form = document.paths['/feeds/upload']?.post?.requestBody?.content['multipart/form-data']?.schema;
    expect(form?.properties).toMatchObject({
      mode: { enum: ['incremental', 'full'] },
      max_error_ratio: { type: 'number' },
      validate_only: { type: 'boolean', default: false },
      file: { type: 'string', format: 'binary' },
    });
    expect(form?.required).toEqual(['file']);
  });

  it('has an example for each path parameter, and presets no other', () => {
    for (const { name, required, schema, example } of operations.flatMap(({ parameters }) => parameters)) {
      if (required) expect(example !== undefined || schema.enum !== undefined, name).toBe(true);
      else expect(example, name).toBeUndefined();
    }
  });
});

describe('the paths of the OpenAPI document', () => {
  it('are unique, whatever their parameters are called', () => {
    const shapes = Object.keys(document.paths).map((path) => path.replace(/\{\w+\}/g, '{}'));
    expect(new Set(shapes).size).toBe(shapes.length);
    const joined = document.paths['/org/{org_id}/operations-batches/{batch_type_or_batch_id}'];
    expect(Object.keys(joined ?? {}).sort()).toEqual(['get', 'post']);
  });

  it('never match the same URL', () => {
    const paths = Object.entries(document.paths);
    const alike = paths.flatMap(([path, item], at) =>
      paths.slice(at + 1).flatMap(([other, itsItem]) => (canMeet(path, item, other, itsItem) ? [[path, other]] : [])),
    );
    expect(alike).toEqual([]);
  });
});

type Item = Record<string, Operation>;

/** Whether a URL can match both paths: each of their segments matches the other's. */
function canMeet(path: string, item: Item, other: string, itsItem: Item): boolean {
  const [own, others] = [path.split('/'), other.split('/')];
  if (own.length !== others.length) return false;
  return own.every((segment, at) => {
    const its = others[at] ?? '';
    const [isParameter, isToo] = [segment.startsWith('{'), its.startsWith('{')];
    if (isParameter && isToo) return true;
    if (isParameter) return takes(item, segment, its);
    return isToo ? takes(itsItem, its, segment) : segment === its;
  });
}

function takes(item: Item, segment: string, text: string): boolean {
  const parameters = Object.values(item).flatMap((operation) => operation.parameters);
  const schemas = parameters.filter(({ name }) => `{${name}}` === segment).map(({ schema }) => schema);
  return schemas.some(({ enum: words, pattern = '' }) =>
    words ? words.includes(text) : new RegExp(pattern).test(text),
  );
}

describe('an ID', () => {
  it('is padded to five digits and can have more', () => {
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

  it('of a job contains its type', () => {
    expect(parseJobId('JV00012')).toEqual({ jobType: 'validation', number: 12 });
    expect(parseJobId('JB00003')).toEqual({ jobType: 'operations_batch', number: 3 });
    expect(formatJobId('submission', 7)).toBe('JS00007');
  });
});
