/** When failed deliveries are retried, and when a subscription is paused and disabled. In seconds. */
export interface RetrySettings {
  /** The waits after the first failure, the second, …; no more attempts after the last. */
  readonly retrySeconds: readonly number[];
  /** How long failures must last before the circuit opens, if there were enough of them. */
  readonly openAfterSeconds: number;
  /** How long failures must last before the subscription is disabled. */
  readonly disableAfterSeconds: number;
}

const JITTER = 0.1;
/** The delay of the first probe of an open circuit, as a share of the time it took to open; later delays grow. */
const FIRST_PROBE = 1 / 60;

/** Seconds until the next attempt after `tries` failures; null if there is none. */
export function secondsToRetry({ retrySeconds }: RetrySettings, tries: number, random = Math.random()): number | null {
  const wait = retrySeconds[tries - 1];
  return wait === undefined ? null : withJitter(wait, random);
}

/** A delay that doubles with each failure. In seconds. */
export interface DoublingDelay {
  readonly first: number;
  readonly max: number;
}

/** Seconds until the next attempt after `tries` failures, with a delay that doubles up to a maximum. */
export function doubledSeconds({ first, max }: DoublingDelay, tries: number, random = Math.random()): number {
  return withJitter(Math.min(first * 2 ** Math.min(tries - 1, 30), max), random);
}

/** Spreads the retries of attempts that failed together. */
function withJitter(seconds: number, random: number): number {
  return seconds * (1 + JITTER * (2 * random - 1));
}

/** Seconds until the next probe of an open circuit: doubles each time, up to the time that the circuit took to open. */
export function secondsToProbe({ openAfterSeconds }: RetrySettings, probes: number): number {
  return openAfterSeconds * Math.min(1, FIRST_PROBE * 2 ** Math.min(probes, 30));
}
