/** When deliveries that failed are sent again, and when a subscription is paused and disabled. In seconds. */
export interface RetrySettings {
  /** The waits after the first failure, the second, …; no more attempts after the last. */
  readonly retrySeconds: readonly number[];
  /** How long failures must have lasted until the circuit opens, if there were enough of them. */
  readonly openAfterSeconds: number;
  /** How long failures must have lasted until the subscription is disabled. */
  readonly disableAfterSeconds: number;
}

const JITTER = 0.1;
/** The first probe of an open circuit comes after this share of the time that it took to open; each next one later. */
const FIRST_PROBE = 1 / 60;

/** Seconds until the next attempt of a delivery that has failed `tries` times; null where there is none. */
export function secondsToRetry({ retrySeconds }: RetrySettings, tries: number, random = Math.random()): number | null {
  const wait = retrySeconds[tries - 1];
  return wait === undefined ? null : withJitter(wait, random);
}

/** A delay that doubles with each failure. In seconds. */
export interface DoublingDelay {
  readonly first: number;
  readonly max: number;
}

/** Seconds until the next attempt after `tries` failures, where the delay doubles each time up to a longest one. */
export function doubledSeconds({ first, max }: DoublingDelay, tries: number, random = Math.random()): number {
  return withJitter(Math.min(first * 2 ** Math.min(tries - 1, 30), max), random);
}

/** Attempts that failed together are not all made again together. */
function withJitter(seconds: number, random: number): number {
  return seconds * (1 + JITTER * (2 * random - 1));
}

/** Seconds until the next probe of an open circuit, twice as long each time, up to the time that it took to open. */
export function secondsToProbe({ openAfterSeconds }: RetrySettings, probes: number): number {
  return openAfterSeconds * Math.min(1, FIRST_PROBE * 2 ** Math.min(probes, 30));
}
