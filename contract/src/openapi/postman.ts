import type { JsonObject } from './json-schema.ts';

/** The used parts of the OpenAPI document. */
interface Source {
  info: { title: string; description: string };
  servers: { url: string }[];
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
}

interface Operation {
  tags: string[];
  summary: string;
  description: string;
  security: unknown[];
  parameters: Parameter[];
  requestBody?: { content: Record<string, { schema: JsonObject; example?: JsonObject }> };
}

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  description?: string;
  schema: { default?: unknown; examples?: unknown[]; enum?: unknown[] };
}

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

/**
 * A Postman collection (v2.1) of the document's endpoints: a folder for each tag, requests with the examples filled in,
 * and the variables `baseUrl` and `apiKey`.
 */
export function toPostman(document: Record<string, unknown>): JsonObject {
  const { info, servers, tags, paths } = document as unknown as Source;
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ operation, item: requestItem(method, path, operation) })),
  );
  return {
    info: { name: info.title, description: info.description, schema: SCHEMA },
    auth: { type: 'apikey', apikey: [field('key', 'x-api-key'), field('value', '{{apiKey}}'), field('in', 'header')] },
    variable: [
      { key: 'baseUrl', value: servers[0]?.url },
      { key: 'apiKey', value: '' },
    ],
    item: tags.map(({ name, description }) => ({
      name,
      description,
      item: operations.filter(({ operation }) => operation.tags[0] === name).map(({ item }) => item),
    })),
  };
}

function requestItem(method: string, path: string, operation: Operation): JsonObject {
  const { summary, description, security, parameters } = operation;
  const of = (place: Parameter['in']) => parameters.filter((parameter) => parameter.in === place);
  return {
    name: summary,
    request: {
      method: method.toUpperCase(),
      description,
      ...(security.length === 0 ? { auth: { type: 'noauth' } } : {}),
      header: of('header').map(optional),
      url: urlOf(path, of('path'), of('query')),
      ...bodyOf(operation),
    },
  };
}

function urlOf(path: string, params: Parameter[], query: Parameter[]): JsonObject {
  const segments = path.slice(1).replace(/\{(\w+)\}/g, ':$1');
  return {
    raw: `{{baseUrl}}/${segments}`,
    host: ['{{baseUrl}}'],
    path: segments.split('/'),
    query: query.map(optional),
    variable: params.map((parameter) => ({ key: parameter.name, value: exampleOf(parameter), ...about(parameter) })),
  };
}

/** Optional parameters are included but disabled. */
function optional(parameter: Parameter): JsonObject {
  return { key: parameter.name, value: exampleOf(parameter), disabled: !parameter.required, ...about(parameter) };
}

function exampleOf({ schema }: Parameter): string {
  return String(schema.default ?? schema.examples?.[0] ?? schema.enum?.[0] ?? '');
}

function about({ description }: Parameter): { description?: string } {
  return description === undefined ? {} : { description };
}

function bodyOf({ requestBody }: Operation): { body?: JsonObject } {
  const [[type, { schema, example = {} }] = ['', { schema: {} }]] = Object.entries(requestBody?.content ?? {});
  if (type === '') return {};
  if (type !== 'multipart/form-data') {
    return { body: { mode: 'raw', raw: JSON.stringify(example, null, 2), options: { raw: { language: 'json' } } } };
  }
  const fields = Object.entries(schema.properties as Record<string, JsonObject>);
  const parts = fields.map(([key, { format, description, default: usual }]) =>
    format === 'binary'
      ? { key, type: 'file', src: [], description }
      : { key, type: 'text', value: String(example[key] ?? usual ?? ''), disabled: !(key in example), description },
  );
  return { body: { mode: 'formdata', formdata: parts } };
}

function field(key: string, value: string): JsonObject {
  return { key, value, type: 'string' };
}
