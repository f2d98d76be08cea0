import { LIMITS, WEBHOOK_WARNINGS } from '@commerce-integration/contract';
import { type RetrySettings, secondsToProbe } from './retry-times.ts';

/** The health of a receiver or subscription, updated by attempts. Times in milliseconds since 1970. */
export interface ReceiverHealth {
  readonly circuit: 'closed' | 'open';
  readonly failureCount: number;
  readonly failingSince: number | null;
  readonly lastError: string | null;
  readonly warnedPercent: number;
  readonly heldUntil: number | null;
  readonly disabledReason: 'gone' | 'failing' | null;
}

/** The part of an attempt's outcome that affects the subscription. */
export interface HealthOutcome {
  readonly at: number;
  /** Null for a success. */
  readonly error: string | null;
  readonly responseCode: number | null;
  readonly retryAfterSeconds: number | null;
  /** Until when the subscription waits because its delivery does: the next attempt of an ordered one. */
  readonly holdUntil: number | null;
}

/** The health of a working receiver. */
export const HEALTHY: ReceiverHealth = {
  circuit: 'closed',
  failureCount: 0,
  failingSince: null,
  lastError: null,
  warnedPercent: 0,
  heldUntil: null,
  disabledReason: null,
};

/** The statuses with which a receiver asks for a pause. */
const BUSY = new Set([429, 503]);
const GONE = 410;

/** The wait that the receiver requested, in seconds; 0 for none. */
export function secondsAskedFor(outcome: Pick<HealthOutcome, 'responseCode' | 'retryAfterSeconds'>): number {
  return BUSY.has(outcome.responseCode ?? 0) ? (outcome.retryAfterSeconds ?? 0) : 0;
}

/** The health after an attempt. */
export function healthAfter(health: ReceiverHealth, outcome: HealthOutcome, settings: RetrySettings): ReceiverHealth {
  // A requested pause is kept even if another delivery has succeeded meanwhile.
  if (outcome.error === null) return { ...HEALTHY, heldUntil: health.circuit === 'closed' ? health.heldUntil : null };
  const failureCount = health.failureCount + 1;
  const failingSince = health.failingSince ?? outcome.at;
  const lasted = (outcome.at - failingSince) / 1_000;
  const isOpen =
    health.circuit === 'open' || (failureCount >= LIMITS.webhookFailures && lasted >= settings.openAfterSeconds);
  const probes = health.circuit === 'open' ? failureCount - LIMITS.webhookFailures : 0;
  const holds = [
    health.heldUntil,
    outcome.holdUntil,
    outcome.at + secondsAskedFor(outcome) * 1_000,
    isOpen ? outcome.at + secondsToProbe(settings, probes) * 1_000 : null,
  ].filter((time) => time !== null && time > outcome.at);
  return {
    circuit: isOpen ? 'open' : 'closed',
    failureCount,
    failingSince,
    lastError: outcome.error,
    warnedPercent: warnedPercent(health, lasted, settings),
    heldUntil: holds.length === 0 ? null : Math.max(...(holds as number[])),
    disabledReason: disabledReason(outcome, lasted, settings),
  };
}

/** The highest warning threshold, in percent, that has passed. */
function warnedPercent({ warnedPercent: before }: ReceiverHealth, lasted: number, settings: RetrySettings): number {
  const passed = WEBHOOK_WARNINGS.filter((percent) => lasted >= (settings.disableAfterSeconds * percent) / 100);
  return Math.max(before, ...passed);
}

function disabledReason({ responseCode }: HealthOutcome, lasted: number, settings: RetrySettings) {
  if (responseCode === GONE) return 'gone';
  return lasted >= settings.disableAfterSeconds ? 'failing' : null;
}
