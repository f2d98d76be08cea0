import { Problem } from './problem.ts';
import type { RouteAccess } from './scopes.ts';

// Why a call is refused before its work begins.

export const INVALID_KEY = 'Invalid or missing API key: send a valid one in the header x-api-key.';

/** Why the access rule of an endpoint refuses a caller. */
export function accessProblem(
  access: Exclude<RouteAccess['access'], 'public'>,
  caller: { partner: object | null; scopes: readonly string[] },
): Problem | undefined {
  if (access === 'any') return undefined;
  if (access === 'operator') {
    return caller.partner ? new Problem('forbidden', 'This endpoint belongs to the operator.') : undefined;
  }
  return caller.scopes.includes(access) ? undefined : new Problem('forbidden', `The API key has no ${access} scope.`);
}

export function tooManyCalls(perMinute: number, seconds: number): Problem {
  return new Problem('rate_limited', `Over ${perMinute} calls in a minute: wait ${seconds} s.`, {
    retryAfterSeconds: seconds,
  });
}

export function notJson(): Problem {
  return new Problem('unsupported_media_type', 'Send the body as application/json.');
}

export function keyInProgress(): Problem {
  return new Problem('idempotency_in_progress', 'The first call with this Idempotency-Key is still running.', {
    retryAfterSeconds: 1,
  });
}

export function keyReused(): Problem {
  return new Problem(
    'idempotency_key_reused',
    'This Idempotency-Key was already used for another request: use a new key.',
  );
}

export function signInRefused(): Problem {
  return new Problem('unauthorized', 'This is no valid API key: it is unknown, expired or revoked.');
}

/** For a call with an API key. */
export function noSession(): Problem {
  return new Problem('not_found', 'This call was made with an API key, and has no session: see POST /console/session.');
}
