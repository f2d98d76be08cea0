import { z } from 'zod';
import type { Arguments } from './arguments.ts';
import type { CommandOption } from './command-shape.ts';
import { UsageError } from './usage-error.ts';

/**
 * The fields of a contract's query as options: `price_min` is `--price-min`. Values are sent as typed, and the API
 * validates them.
 */
export function queryOptions(query: z.ZodObject): Record<string, CommandOption> {
  return Object.fromEntries(
    Object.entries(query.shape).map(([field, schema]) => [optionOf(field), describe(field, schema as z.ZodType)]),
  );
}

/**
 * The given fields, by their names in the contract.
 *
 * @throws UsageError for an option without a value, such as `--price-max "$UNSET"`
 */
export function queryFields(query: z.ZodObject, given: Arguments): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const field of Object.keys(query.shape)) {
    const value = given.text(optionOf(field));
    if (value?.trim() === '') throw new UsageError(`--${optionOf(field)} is empty: give it a value, or leave it out.`);
    if (value !== undefined) fields[field] = value;
  }
  return fields;
}

function optionOf(field: string): string {
  return field.replaceAll('_', '-');
}

function describe(field: string, schema: z.ZodType): CommandOption {
  const inner = innermost(schema);
  const value = (field.split('_').at(-1) ?? field).toUpperCase();
  if (inner instanceof z.ZodEnum) return { value, help: `one of ${inner.options.join(', ')}` };
  const { description } = schema.meta() ?? {};
  return { value, help: description ?? WORDS[field] ?? '' };
}

/** Descriptions of fields that the contract does not describe. */
const WORDS: Readonly<Record<string, string>> = {
  partner_name: 'of this partner alone',
  sku: 'with exactly this SKU',
  brand: 'of this brand',
  category: 'of this category',
  feed_id: 'last changed by this feed',
  updated_since: 'changed at or after this time',
  price_min: 'costs at least this',
  price_max: 'costs at most this',
};

function innermost(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return innermost(schema.unwrap() as z.ZodType);
  return schema;
}
