import { z } from 'zod';

/** Digits, and at most one point with digits behind it. Bounded, so that a number is never long work to read. */
const PLAIN_DECIMAL = /^-?\d{1,15}(?:\.\d{1,20})?$/;

/**
 * The number that a text is, where it is a plain decimal such as `5`, `007` or `-0.50`; undefined for anything else:
 * nothing at all, spaces, `1e3`, `0x5`, `.5`, `1,5`, `Infinity`.
 */
export function plainNumber(text: string): number | undefined {
  // Minus zero is zero.
  return PLAIN_DECIMAL.test(text) ? Number(text) + 0 : undefined;
}

/**
 * A number that is sent as text, in a query or a form. What is no plain decimal stays text, of which `number` says that
 * it is none; in JSON a number is a number, and nothing else is made one.
 */
export function numberText<S extends z.ZodType<number>>(number: S) {
  return z.preprocess((value) => (typeof value === 'string' ? (plainNumber(value) ?? value) : value), number);
}
