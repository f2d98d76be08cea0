import { FIELD_DESCRIPTIONS } from '@commerce-integration/contract/rules';
import { z } from 'zod';

/** The parts of a JSON Schema that a comment contains. */
interface Facts {
  description?: string;
  examples?: unknown[];
  default?: unknown;
  format?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  /** The unit of a number. */
  'x-unit'?: string;
  anyOf?: Facts[];
  type?: string;
}

/**
 * The comment of a field: its description, allowed values, default and an example from the contract.
 *
 * @param indent before each line
 * @throws Error for a field without a description in the contract
 */
export function commentOf(name: string, schema: z.ZodType, side: 'input' | 'output', indent: string): string {
  const facts = factsOf(schema, side);
  const description = descriptionOf(schema) ?? FIELD_DESCRIPTIONS[name];
  if (description === undefined)
    throw new Error(`The field ${name} has no description: give its schema one, or name it in field-descriptions.ts`);
  const limits = limitsOf(facts).filter((sentence) => !saidAlready(description, sentence));
  const fallback = side === 'input' ? defaultOf(schema) : undefined;
  const [example] = facts.examples ?? [];
  const tags = [
    ...(fallback === undefined ? [] : [`@default ${literal(fallback)}`]),
    ...(example === undefined ? [] : [`@example ${literal(example)}`]),
  ];
  return commentText([description, ...limits].filter(Boolean).join(' '), tags, indent);
}

/** A text and tags as a comment, wrapped; empty if there are neither. */
export function commentText(text: string, tags: readonly string[], indent: string): string {
  const wrapped = wrap(text.replaceAll('*/', '*\\/'), WIDTH - indent.length);
  const lines = [...wrapped, ...(wrapped.length > 0 && tags.length > 0 ? [''] : []), ...tags];
  if (lines.length === 0) return '';
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} *${line && ` ${line}`}\n`).join('')}${indent} */\n`;
}

/** The width of a comment's text. */
const WIDTH = 114;

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The description of a schema: its own, or that of the schema that it wraps. */
export function descriptionOf(schema: z.ZodType): string | undefined {
  const { description } = z.globalRegistry.get(schema) ?? {};
  if (typeof description === 'string') return description;
  const { innerType, type, out } = schema._zod.def as { innerType?: z.ZodType; type: string; out?: z.ZodType };
  const next = innerType ?? (type === 'pipe' ? out : undefined);
  return next && descriptionOf(next);
}

function factsOf(schema: z.ZodType, io: 'input' | 'output'): Facts {
  const { $ref, $defs, anyOf, ...own } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Facts & {
    $ref?: string;
    $defs?: Record<string, Facts>;
  };
  // The limits of a named shape are described at its declaration.
  if ($ref !== undefined || $defs !== undefined) return own.description ? { description: own.description } : {};
  // A type with null has the same limits as without.
  const others = (anyOf ?? []).filter(({ type }) => type !== 'null');
  const merged = others.length === 1 ? { ...others[0], ...own } : own;
  return merged.type === 'object' ? { ...(merged.description && { description: merged.description }) } : merged;
}

/** The default that the schema sets, inside any wrapper. */
function defaultOf(schema: z.ZodType): unknown {
  const { innerType, type, defaultValue } = schema._zod.def as {
    innerType?: z.ZodType;
    type: string;
    defaultValue?: unknown;
  };
  if (type === 'default' || type === 'prefault') return defaultValue;
  return innerType && defaultOf(innerType);
}

function limitsOf(facts: Facts): string[] {
  return [
    facts['x-unit'] ? `In ${facts['x-unit']}.` : '',
    // Longer than any value of that format.
    facts.format ? '' : range(facts.minLength, facts.maxLength, 'character'),
    range(facts.minItems, facts.maxItems, 'item'),
    range(facts.minimum, facts.maximum),
    FORMATS[facts.format ?? ''] ?? '',
  ].filter(Boolean);
}

const FORMATS: Record<string, string> = {
  'date-time': 'RFC 3339.',
  email: 'An e-mail address.',
  uri: 'A URL.',
};

function range(min: number | undefined, max: number | undefined, counted?: string): string {
  // The bounds of safe integers are not limits of the API.
  const from = min === undefined || min === Number.MIN_SAFE_INTEGER ? undefined : min;
  const to = max === undefined || max === Number.MAX_SAFE_INTEGER ? undefined : max;
  const unit = counted && ` ${counted}${(to ?? from) === 1 ? '' : 's'}`;
  if (from !== undefined && to !== undefined) return `From ${shown(from)} to ${shown(to)}${unit ?? ''}.`;
  if (to !== undefined) return `At most ${shown(to)}${unit ?? ''}.`;
  return from === undefined ? '' : `At least ${shown(from)}${unit ?? ''}.`;
}

function shown(number: number): string {
  return number.toLocaleString('en-US');
}

/** Whether a description contains every number of a limit. */
function saidAlready(description: string, limit: string): boolean {
  const numbers = limit.match(/[\d,.]*\d/g) ?? [];
  return numbers.length > 0 && numbers.every((number) => new RegExp(`\\b${number}\\b`).test(description));
}

function literal(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
}
