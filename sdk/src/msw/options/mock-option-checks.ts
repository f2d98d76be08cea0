import { assertObject, checkNumber, describeValue, refuseUnknown } from '../../internal/transport/arguments.ts';
import { operationNames } from '../contract/mock-contract.ts';
import type {
  FullSettings,
  MockApiOptions,
  MockFailure,
  MockJobFailures,
  MockLimits,
  MockRateLimit,
  MockSettings,
  SlowJobs,
} from './mock-options.ts';

const MB = 1024 * 1024;
const LIMITS: MockLimits = {
  direct_upload: 100 * MB,
  single_put: 5 * 1024 * MB,
  feed_unpacked: 20 * 1024 * MB,
  gzip_ratio: 200,
  json_body: MB,
  upload_url: 60,
  console_idle: 60,
};
const DEFAULTS: FullSettings = {
  latencyMs: 0,
  rateLimit: { after: 60_000, retryAfterSeconds: 60 },
  slowJobs: undefined,
  limits: LIMITS,
};

const SETTINGS = ['latencyMs', 'rateLimit', 'slowJobs', 'limits'] as const satisfies (keyof MockSettings)[];
const OPTIONS = [
  ...SETTINGS,
  'baseUrl',
  'operatorKey',
  'failures',
  'failJobs',
  'seed',
] as const satisfies (keyof MockApiOptions)[];

/** @throws TypeError that names what is unknown or invalid */
export function checkOptions(options: MockApiOptions): void {
  assertObject('mock options', options);
  refuseUnknown('mock option', options, OPTIONS);
  checkText('baseUrl', options.baseUrl);
  checkText('operatorKey', options.operatorKey);
  if (options.baseUrl !== undefined && !URL.canParse(options.baseUrl)) {
    throw new TypeError(`baseUrl must be a URL, not ${describeValue(options.baseUrl)}.`);
  }
  for (const failure of options.failures ?? []) checkFailure(failure);
  if (options.failJobs) checkJobFailures(options.failJobs);
}

/**
 * Settings with changes applied. Undefined restores a setting's default.
 *
 * @throws TypeError that names what is unknown or invalid
 */
export function changedSettings(changes: MockSettings, settings = DEFAULTS): FullSettings {
  checkNumber('latencyMs', changes.latencyMs, { min: 0 });
  if (changes.rateLimit) checkRateLimit(changes.rateLimit);
  if (changes.slowJobs) checkSlowJobs(changes.slowJobs);
  const { limits = {} } = changes;
  assertObject('limits', limits);
  refuseUnknown('limit', limits, Object.keys(LIMITS));
  for (const [name, value] of Object.entries(limits)) checkNumber(`limits.${name}`, value, { min: 1 });
  const named = SETTINGS.filter((name) => name in changes).map((name): [string, unknown] => {
    return [name, name === 'limits' ? { ...LIMITS, ...limits } : (changes[name] ?? DEFAULTS[name])];
  });
  return { ...settings, ...Object.fromEntries(named) };
}

/** Refuses names that are not settings. @throws TypeError */
export function checkSettings(changes: MockSettings): void {
  assertObject('mock settings', changes);
  refuseUnknown('mock setting', changes, SETTINGS);
}

/** @throws TypeError for an operation that the contract does not have */
export function checkOperation(name: unknown): void {
  if ((operationNames as readonly unknown[]).includes(name)) return;
  throw new TypeError(`Unknown operation: ${describeValue(name)}. Known are: ${operationNames.join(', ')}.`);
}

/** @throws TypeError that names what is unknown or invalid */
export function checkFailure(failure: MockFailure): void {
  assertObject('failure', failure);
  const known = ['operation', 'times', 'status', 'code', 'detail', 'retryAfterSeconds', 'networkError', 'answerLost'];
  refuseUnknown('property of a failure', failure, known);
  if (failure.operation !== undefined) checkOperation(failure.operation);
  checkNumber('times', failure.times, { min: 1, whole: true });
  checkNumber('status', failure.status, { min: 400, max: 599, whole: true });
  checkNumber('retryAfterSeconds', failure.retryAfterSeconds, { min: 0 });
  const kinds = [failure.status ?? failure.code, failure.networkError, failure.answerLost].filter(Boolean);
  if (kinds.length !== 1) {
    throw new TypeError('A failure has one of: a status or code, networkError: true, answerLost: true.');
  }
}

/** @throws TypeError that names what is unknown or invalid */
export function checkJobFailures(failures: MockJobFailures): void {
  assertObject('job failures', failures);
  refuseUnknown('property of job failures', failures, ['times', 'error']);
  checkNumber('times', failures.times, { min: 1, whole: true });
  checkText('error', failures.error);
}

function checkRateLimit(limit: MockRateLimit): void {
  assertObject('rate limit', limit);
  refuseUnknown('property of a rate limit', limit, ['after', 'retryAfterSeconds']);
  for (const name of ['after', 'retryAfterSeconds'] as const) {
    if (limit[name] === undefined) throw new TypeError(`A rate limit needs ${name}.`);
    checkNumber(name, limit[name], { min: 0 });
  }
}

function checkSlowJobs(slow: SlowJobs): void {
  assertObject('slowJobs', slow);
  refuseUnknown('property of slowJobs', slow, ['polls', 'ms']);
  if (Object.keys(slow).length !== 1) throw new TypeError('slowJobs has either polls or ms.');
  checkNumber('polls', 'polls' in slow ? slow.polls : undefined, { min: 1, whole: true });
  checkNumber('ms', 'ms' in slow ? slow.ms : undefined, { min: 0 });
}

function checkText(name: string, value: unknown): void {
  if (value === undefined || (typeof value === 'string' && value !== '')) return;
  throw new TypeError(`${name} must be a text, not ${describeValue(value)}.`);
}
