import { CURRENCY_DIGITS, DEFAULT_CURRENCY, FEED_MODES } from '@commerce-integration/contract';
import type { LoadConditions } from '@commerce-integration/contract/feed-file';
import { assertObject, checkNumber, describeValue, refuseUnknown } from '../internal/transport/arguments.ts';
import { refuseUnknownFields } from '../internal/transport/request.ts';
import { checkSignal } from '../internal/transport/request-options.ts';
import type { FeedFields, Partner } from '../internal/types/wire-types.ts';

/** Facts that the API knows about a feed in addition to its file. */
export interface ValidateFeedFields {
  /**
   * The currency of prices without one: the partner's `default_currency`.
   *
   * @default 'USD'
   */
  default_currency?: Partner['default_currency'] | undefined;
  /** As in the upload. */
  mode?: FeedFields['mode'];
  /** As in the upload: the allowed share of rejected rows, from 0 to 1. */
  max_error_ratio?: number | undefined;
}

/** The progress of a validation. */
export interface ValidationProgress {
  /** Bytes of the file read; for gzip, packed bytes. */
  bytesRead: number;
  /** Size of the file; undefined where it is unknown before the end. */
  bytesTotal: number | undefined;
  /** Data rows checked. */
  rows: number;
}

/** Options of a validation. */
export interface ValidateFeedOptions {
  /**
   * Largest number of problems in the report; the first ones are kept, and all are counted.
   *
   * @default 100
   */
  maxProblems?: number | undefined;
  /** Ends the validation at once. */
  signal?: AbortSignal | undefined;
  /** Called for every piece of the file after its rows have been checked. */
  onProgress?: ((progress: ValidationProgress) => void) | undefined;
}

/** Fields and options with all defaults filled in. */
export interface ValidationPlan extends LoadConditions {
  defaultCurrency: string;
  maxProblems: number;
  signal: AbortSignal | undefined;
  onProgress: (progress: ValidationProgress) => void;
}

const FIELDS = ['default_currency', 'mode', 'max_error_ratio'] as const satisfies (keyof ValidateFeedFields)[];
const OPTIONS = ['maxProblems', 'signal', 'onProgress'] as const satisfies (keyof ValidateFeedOptions)[];

/** @throws TypeError that names unknown fields or quotes invalid values */
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
