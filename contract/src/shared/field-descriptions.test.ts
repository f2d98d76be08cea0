import { describe, expect, it } from 'vitest';
import { openApiDocument } from '../openapi.ts';
import { FIELD_DESCRIPTIONS } from './field-descriptions.ts';

interface Schema {
  description?: string;
  $ref?: string;
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
}
const { schemas } = (openApiDocument() as { components: { schemas: Record<string, Schema> } }).components;

/** Directly, or in the shape that it refers to. */
const isDescribed = ({ description, $ref }: Schema) => (description ?? $ref) !== undefined;

describe('every field of a named shape', () => {
  it.each(Object.entries(schemas))('of %s has a description', (_name, { properties = {} }) => {
    const silent = Object.entries(properties).filter(([, field]) => ![field, ...(field.anyOf ?? [])].some(isDescribed));
    expect(silent.map(([name]) => name)).toEqual([]);
  });
});

it('descriptions are sentences, sorted by name', () => {
  const names = Object.keys(FIELD_DESCRIPTIONS);
  expect(names).toEqual([...names].sort());
  for (const text of Object.values(FIELD_DESCRIPTIONS)) expect(text).toMatch(/^[A-Z`].*\.$/);
});
