import { CURRENCY_DIGITS, DEFAULT_CURRENCY, FEED_MODES } from '@commerce-integration/contract';
import { assertObject, checkNumber, describeValue, refuseUnknown } from '../internal/transport/arguments.ts';
import { refuseUnknownFields } from '../internal/transport/request.ts';
import { checkSignal } from '../internal/transport/request-options.ts';
import type { FeedFields, Partner } from '../internal/types/wire-types.ts';

/** Fields of a feed other than its file that affect the check. */
export interface ValidateFeedFields {
  /**
   * The currency of prices without one: the partner's `default_currency`.
   *
   * @default 'USD'
   */
  default_currency?: Partner['default_currency'] | undefined;
  /** As for the upload. */
  mode?: FeedFields['mode'];
  /** As for the upload: the accepted share of rejected rows, from 0 to 1. */
  max_error_ratio?: number | undefined;
}

/** The progress of a validation. */
export interface ValidationProgress {
  /** Bytes of the file that were read; compressed bytes if the file is gzip. */
  bytesRead: number;
  /** Size of the file in bytes; undefined if it is not known in advance. */
  bytesTotal: number | undefined;
  /** Data rows checked. */
  rows: number;
}

/** Options for a validation. */
export interface ValidateFeedOptions {
  /**
   * Maximum number of problems in the report: the first ones. All problems are counted.
   *
   * @default 100
   */
  maxProblems?: number | undefined;
  /** Aborts the validation immediately. */
  signal?: AbortSignal | undefined;
  /** Called after the rows of each piece of the file have been checked. */
  onProgress?: ((progress: ValidationProgress) => void) | undefined;
}

/** Fields and options with every default in its place. */
export interface ValidationPlan {
  mode: NonNullable<ValidateFeedFields['mode']>;
  /** From 0 to 1; null where any share of rejected rows is accepted, but for all of them. */
  maxErrorRatio: number | null;
  defaultCurrency: string;
  maxProblems: number;
  signal: AbortSignal | undefined;
  onProgress: (progress: ValidationProgress) => void;
}

const FIELDS = ['default_currency', 'mode', 'max_error_ratio'] as const satisfies (keyof ValidateFeedFields)[];
const OPTIONS = ['maxProblems', 'signal', 'onProgress'] as const satisfies (keyof ValidateFeedOptions)[];

/** @throws TypeError that names what is unknown or quotes what is wrong */
export function validationPlan(fields: ValidateFeedFields, options: ValidateFeedOptions): ValidationPlan {
  assertObject('fields', fields);
  assertObject('options', options);
  refuseUnknownFields(fields, FIELDS);
  refuseUnknown('option', options, OPTIONS);
  const { mode = 'incremental', max_error_ratio: maxErrorRatio } = fields;
  const { maxProblems = 100, signal, onProgress = () => undefined } = options;
  if (!FEED_MODES.includes(mode))
    throw new TypeError(`mode must be one of ${FEED_MODES.join(', ')}, not ${describeValue(mode)}.`);
  checkNumber('max_error_ratio', maxErrorRatio, { min: 0, max: 1 });
  checkNumber('maxProblems', maxProblems, { min: 0, whole: true });
  checkSignal(signal);
  if (typeof onProgress !== 'function') throw new TypeError('onProgress must be a function.');
  const defaultCurrency = checkedCurrency(fields.default_currency ?? DEFAULT_CURRENCY);
  return { defaultCurrency, mode, maxErrorRatio: maxErrorRatio ?? null, maxProblems, signal, onProgress };
}

function checkedCurrency(code: unknown): string {
  if (typeof code === 'string' && CURRENCY_DIGITS.has(code)) return code;
  throw new TypeError(`default_currency must be an ISO 4217 code such as USD or EUR, not ${describeValue(code)}.`);
}
