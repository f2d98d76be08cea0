import type { OverviewPart } from '../feature/overview-part.ts';
import { type Checks, passing } from './checks.ts';

/** Whether the resources of the server can be reached, as in `GET /ready`. */
export function serviceHealth(checks: Checks): OverviewPart {
  const passes = passing(checks);
  return {
    access: 'any',
    components: () =>
      Promise.all(
        Object.entries(passes).map(async ([component, check]) =>
          (await check()) ? { component, status: 'ok' as const, detail: null } : { component, ...failureOf(component) },
        ),
      ),
  };
}

/** The primary answers for an unavailable replica. */
function failureOf(component: string) {
  if (component !== 'replica') return { status: 'error' as const, detail: `The ${component} cannot be reached.` };
  return {
    status: 'warning' as const,
    detail: 'The replica is unavailable or lags too far behind: the primary serves all reads.',
  };
}
