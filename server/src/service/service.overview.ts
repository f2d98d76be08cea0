import type { OverviewPart } from '../feature/overview-part.ts';
import { type Checks, passing } from './checks.ts';

/** Whether the resources of the server can be reached, as `GET /ready` has it. */
export function serviceHealth(checks: Checks): OverviewPart {
  const passes = passing(checks);
  return {
    access: 'any',
    components: () =>
      Promise.all(
        Object.entries(passes).map(async ([component, check]) =>
          (await check())
            ? { component, status: 'ok' as const, detail: null }
            : { component, status: 'error' as const, detail: `The ${component} cannot be reached.` },
        ),
      ),
  };
}
