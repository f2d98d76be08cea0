import { Problem, type RouteAccess, SCOPES } from '@commerce-integration/contract';
import { accessProblem, INVALID_KEY, tooManyCalls } from '@commerce-integration/contract/rules';
import type { MockRateLimit } from '../options/mock-options.ts';
import type { Caller } from '../store/mock-rows.ts';
import { keyStatus, type MockTables } from '../store/mock-tables.ts';

/** The number of the operator's own key, which is not in a table. */
const OPERATOR_KEY_ID = 0;

/** The owner of a secret; undefined for an unknown, expired or revoked one. */
export function findCaller(tables: MockTables, operatorKey: string, secret: string | null): Caller | undefined {
  if (secret === operatorKey) return { apiKeyId: OPERATOR_KEY_ID, partner: null, scopes: SCOPES };
  const key = [...tables.apiKeys.values()].find((row) => row.secret === secret);
  if (!key || keyStatus(key) !== 'live') return undefined;
  const { id, partnerId, shown } = key;
  return { apiKeyId: id, partner: { id: partnerId, name: tables.partnerName(partnerId) }, scopes: shown.scopes };
}

/** Lets the call through if the operation's access rule allows the caller. @throws Problem 401, 403 */
export function assertAllowed(access: RouteAccess['access'], caller: Caller | undefined): void {
  if (access === 'public') return;
  const problem = caller ? accessProblem(access, caller) : new Problem('unauthorized', INVALID_KEY);
  if (problem) throw problem;
}

/** Counts the calls of each key. */
export class MockRateCounter {
  readonly #counts = new Map<string, { calls: number; refusedUntil: number }>();

  /**
   * Counts a call and sets the headers with the number of calls left.
   *
   * @param key the calls with the same key are counted together
   * @throws Problem `rate_limited`
   */
  count(key: string, { after, retryAfterSeconds }: MockRateLimit, headers: Headers): void {
    const now = Date.now();
    const known = this.#counts.get(key);
    const count = known && known.refusedUntil > now ? known : { calls: 0, refusedUntil: Number.POSITIVE_INFINITY };
    this.#counts.set(key, count);
    count.calls += 1;
    headers.set('ratelimit-policy', `"per-minute"; q=${after}; w=${Math.ceil(retryAfterSeconds)}`);
    headers.set('ratelimit', `"per-minute"; r=${Math.max(0, after - count.calls)}; t=${Math.ceil(retryAfterSeconds)}`);
    if (count.calls <= after) return;
    if (count.calls === Math.floor(after) + 1) count.refusedUntil = now + retryAfterSeconds * 1_000;
    const seconds = Math.ceil((count.refusedUntil - now) / 1_000);
    throw tooManyCalls(after, seconds);
  }
}
