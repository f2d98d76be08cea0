import { HEALTHY, type HealthOutcome, type ReceiverHealth } from './receiver-health.ts';

/** The columns with a receiver's health. */
export interface HealthRow {
  circuit: 'closed' | 'open';
  failure_count: number;
  failing_since: string | null;
  last_error: string | null;
  held_until: string | null;
  /** Only for receivers that are disabled after some time, with warnings before. */
  warned_percent?: number;
}

/** The columns of {@link HealthRow} that all receivers have. */
export const HEALTH_COLUMNS = 'circuit, failure_count, failing_since, last_error, held_until';

export function healthOf(row: HealthRow): ReceiverHealth {
  return {
    ...HEALTHY,
    circuit: row.circuit,
    failureCount: row.failure_count,
    failingSince: milliseconds(row.failing_since),
    lastError: row.last_error,
    warnedPercent: row.warned_percent ?? 0,
    heldUntil: milliseconds(row.held_until),
  };
}

/** The values of {@link HEALTH_COLUMNS}. */
export function healthValues({ circuit, failureCount, failingSince, lastError, heldUntil }: ReceiverHealth): unknown[] {
  return [circuit, failureCount, time(failingSince), lastError, time(heldUntil)];
}

/** The outcome of an attempt, with its start and duration. */
export interface TimedOutcome extends Omit<HealthOutcome, 'at' | 'holdUntil'> {
  readonly at: Date;
  readonly durationMs: number;
}

/** Converts an outcome for the receiver's health. @param holdUntil until when the receiver waits in any case */
export function healthOutcome(
  { at, durationMs, error, responseCode, retryAfterSeconds }: TimedOutcome,
  holdUntil: number | null = null,
): HealthOutcome {
  return { at: at.getTime() + durationMs, error, responseCode, retryAfterSeconds, holdUntil };
}

function milliseconds(text: string | null): number | null {
  return text === null ? null : new Date(text).getTime();
}

function time(at: number | null): Date | null {
  return at === null ? null : new Date(at);
}
