import { Problem } from '../shared/problem.ts';

export function signInRefused(): Problem {
  return new Problem('unauthorized', 'This is no valid API key: it is unknown, expired or revoked.');
}

/** For a call with an API key. */
export function noSession(): Problem {
  return new Problem('not_found', 'This call was made with an API key, and has no session: see POST /console/session.');
}
