/**
 * Refuses names that nobody would read.
 *
 * @throws TypeError that names the unknown and the allowed ones
 */
export function refuseUnknown(what: string, given: object, allowed: readonly string[], hint = ''): void {
  const unknown = Object.keys(given).filter((name) => !allowed.includes(name));
  if (unknown.length === 0) return;
  const list = allowed.length > 0 ? `Known are: ${allowed.join(', ')}.` : 'There are none.';
  throw new TypeError(`Unknown ${what}: ${unknown.join(', ')}. ${list}${hint && ` ${hint}`}`);
}

/** Refuses what is no plain object of named values. @throws TypeError */
export function assertObject(what: string, given: unknown): asserts given is object {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new TypeError(`The ${what} must be an object, not ${describeValue(given)}.`);
  }
}

/** Bounds of a number, both included. */
export interface Bounds {
  min: number;
  max?: number;
  whole?: boolean;
}

/** @throws TypeError that quotes the value, where it is set and out of bounds */
export function checkNumber(name: string, value: unknown, { min, max = Infinity, whole = false }: Bounds): void {
  if (value === undefined) return;
  const fits = typeof value === 'number' && value >= min && value <= max && (!whole || Number.isInteger(value));
  if (fits) return;
  const range = max === Infinity ? `of at least ${min}` : `from ${min} to ${max}`;
  throw new TypeError(`${name} must be a ${whole ? 'whole ' : ''}number ${range}, not ${describeValue(value)}.`);
}

/** @throws TypeError for what is set and no function */
export function checkFunction(name: string, given: unknown): void {
  if (given !== undefined && typeof given !== 'function') throw new TypeError(`${name} must be a function.`);
}

/** A value as a message shows it: short, and never a whole object. */
export function describeValue(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (value === null || typeof value !== 'object') return String(value);
  return Array.isArray(value) ? 'an array' : `an object of class ${value.constructor?.name ?? 'unknown'}`;
}
