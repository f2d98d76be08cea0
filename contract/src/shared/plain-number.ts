import { z } from 'zod';

/** Digits, optionally with a decimal point and digits after it. Bounded, so that parsing is always fast. */
const PLAIN_DECIMAL = /^-?\d{1,15}(?:\.\d{1,20})?$/;

/**
 * The number of a plain decimal such as `5`, `007` or `-0.50`; undefined for any other text: an empty one, spaces,
 * `1e3`, `0x5`, `.5`, `1,5`, `Infinity`.
 */
export function plainNumber(text: string): number | undefined {
  // Turns minus zero into zero.
  return PLAIN_DECIMAL.test(text) ? Number(text) + 0 : undefined;
}

/**
 * A number that is sent as text, in a query or a form. Text that is not a plain decimal is passed on to `number`, which
 * refuses it. In JSON, text is never converted to a number.
 */
export function numberText<S extends z.ZodType<number>>(number: S) {
  return z.preprocess((value) => (typeof value === 'string' ? (plainNumber(value) ?? value) : value), number);
}
