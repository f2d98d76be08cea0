import type { Logger } from 'pino';
import type { ProcessParts, Schedule } from '../feature/define-feature.ts';
import { cleaningUp } from './clean-up.ts';
import { ALL_FEATURES } from './platform.ts';

/** The periodic work of all features and of the platform. */
export function allSchedules(parts: ProcessParts): Schedule[] {
  return [cleaningUp(parts), ...ALL_FEATURES.flatMap((feature) => feature.schedules?.(parts) ?? [])];
}

/** Starts periodic work. */
export function startSchedules(schedules: readonly Schedule[], log: Logger): { stop(): Promise<void> } {
  const stopped = new AbortController();
  const running = schedules.map((schedule) => repeat(schedule, log, stopped.signal));
  return {
    stop: async () => {
      stopped.abort();
      for (const one of running) await one.stop();
    },
  };
}

/** Runs a schedule repeatedly, never twice at a time. Stopping waits for the current run. */
function repeat(
  { name, everyMs, startsAtOnce, run }: Schedule,
  log: Logger,
  stop: AbortSignal,
): { stop(): Promise<void> } {
  let working: Promise<void> | undefined;
  const once = async () => {
    try {
      await run(stop);
    } catch (error) {
      log.warn({ err: error, schedule: name }, 'periodic work failed; retrying');
    }
    working = undefined;
  };
  const timer = setInterval(() => {
    working ??= once();
  }, everyMs);
  timer.unref();
  if (startsAtOnce) working = once();
  return {
    stop: async () => {
      clearInterval(timer);
      await working;
    },
  };
}
