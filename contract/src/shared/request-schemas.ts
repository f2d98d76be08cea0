import { z } from 'zod';
import { unknownName } from './closest-name.ts';
import { LIMITS } from './limits.ts';
import { invisibleCharacter, isLongerThan, normaliseKey, normaliseName } from './text.ts';

const CONTROL = /\p{Cc}/u;

/** A name for people, on one line: normalised, not empty, no control characters. `max` counts code points. */
export const lineSchema = (name: string, max: number) => boundedText(name, max, { normalise: normaliseName });

/**
 * A SKU or an ID to store, on one line. Invisible characters are refused: two such keys would look the same; the error
 * names the character.
 */
export const keySchema = (name: string, max: number) =>
  boundedText(name, max, {
    normalise: normaliseKey,
    problemOf: (text) => {
      const invisible = invisibleCharacter(text);
      return invisible && `${name} contains the invisible character ${invisible}: take it out.`;
    },
  });

/** A SKU or an ID to search for: invisible characters are ignored. */
export const keyFilterSchema = (name: string, max: number) => boundedText(name, max, { normalise: normaliseKey });

interface TextRules {
  normalise: (text: string) => string;
  /** Further checks of the text as sent; returns the problem. */
  problemOf?: (text: string) => string | undefined;
}

function boundedText(name: string, max: number, { normalise, problemOf }: TextRules) {
  const longest = `${name} is longer than ${max} characters.`;
  return (
    z
      .string()
      .trim()
      // A text that is much too long is refused without normalising it.
      .max(4 * max, { error: longest, abort: true })
      .superRefine((text, { addIssue }) => {
        const message = CONTROL.test(text) ? `${name} must not contain control characters.` : problemOf?.(text);
        if (message) addIssue({ code: 'invalid_format', format: 'text', message, continue: false });
      })
      .overwrite(normalise)
      .min(1, { error: `${name} must not be empty.` })
      .superRefine((text, { addIssue }) => {
        if (isLongerThan(text, max)) addIssue({ code: 'too_big', origin: 'string', maximum: max, message: longest });
      })
      .meta({ minLength: 1, maxLength: max })
  );
}

/** An e-mail address. The length is checked first, so that the pattern is not matched with a long text. */
export const emailSchema = (name: string) =>
  z
    .string()
    .trim()
    .max(LIMITS.emailLength, { error: `${name} is longer than ${LIMITS.emailLength} characters.`, abort: true })
    .pipe(z.email({ error: `${name} is not an e-mail address.` }))
    .meta({ format: 'email' });

/** The header that makes a creating call safe to repeat. */
export const idempotencyHeaders = z.object({
  'idempotency-key': z
    .string()
    .min(1, { error: 'Idempotency-Key must not be empty.' })
    .max(LIMITS.idempotencyKeyLength, {
      error: `Idempotency-Key is longer than ${LIMITS.idempotencyKeyLength} characters.`,
    })
    .optional()
    .meta({
      description: 'Makes the call safe to repeat: for 24 hours, the same key and body return the first outcome.',
    }),
});

/** One of some values, which the error lists. */
export function oneOf<const T extends readonly [string, ...string[]]>(name: string, values: T) {
  const shown = values.map((value) => (value === '\t' ? 'tab' : value));
  return z.enum(values, { error: `Invalid ${name} value. Allowed values: ${shown.join(', ')}` });
}

/** The name of a partner to search for, in any letter case. */
export const partnerNameFilter = lineSchema('partner_name', LIMITS.partnerNameLength);

/** Largest number of unknown names that are reported for one object. */
const SHOWN = 10;

/** An object that allows no other fields; the error for an unknown one suggests the field that was probably meant. */
export function fieldsOf<S extends z.ZodRawShape>(shape: S) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== 'unrecognized_keys') return undefined;
      const unknown = (issue.keys as string[]).slice(0, SHOWN);
      return unknown.map((key) => unknownName('field', key, known)).join(' ');
    },
  });
}

/** The fields to change of an object: {@link fieldsOf} with at least one of them. */
export function changesOf<S extends z.ZodRawShape>(shape: S) {
  return fieldsOf(shape).refine((body) => Object.keys(body).length > 0, {
    error: 'Name at least one field to change.',
    // A misspelt field is reported alone.
    when: ({ issues }) => issues.length === 0,
  });
}

const MOST_OLD_HOURS = 168;
const OLD_HOURS_ERROR = `old_valid_hours must be from 0 to ${MOST_OLD_HOURS}.`;

/** Options for replacing a secret. */
export const rotateSecretSchema = fieldsOf({
  old_valid_hours: z
    .number()
    .min(0, { error: OLD_HOURS_ERROR })
    .max(MOST_OLD_HOURS, { error: OLD_HOURS_ERROR })
    .default(24)
    .meta({ description: 'Hours for which the old secret stays valid.' }),
}).meta({ examples: [{ old_valid_hours: 24 }] });

/** When the old secret expires, in milliseconds since 1970; null if at once. */
export function endOfOldSecret(oldValidHours: number, now: number): number | null {
  return oldValidHours === 0 ? null : now + oldValidHours * 3_600_000;
}
