import { LIMITS } from '@commerce-integration/contract';
import type { Pool } from 'pg';
import { kept } from '../database/kept-statements.ts';
import { hashSecret } from '../partners/api-key-secret.ts';
import { findCallerByKey, type KeyOwner } from '../partners/find-caller.ts';
import { hashToken, isCsrfTokenOf, issueToken, isToken } from './session-token.ts';

// Tenancy of this file: sessions belong to API keys, and are found by a secret that only their owner has.

/** The most sessions of a key; a new one beyond that ends the oldest. */
const SESSIONS_OF_A_KEY = 100;

const FIND = kept(`select api_key_id, expires_at, last_used_at < now() - make_interval(secs => $2 * 3) as is_stale
  from console_session
  where token_hash = $1 and expires_at > now() and last_used_at > now() - make_interval(mins => $2)`);

/** A valid session. */
export interface Session {
  token: string;
  expiresAt: Date;
}

/** Finds the owner of a key by the key's number; undefined for a key that is revoked, expired or no longer configured. */
type FindKeyOwner = (apiKeyId: number) => Promise<KeyOwner | undefined>;

/** The sessions of a server with these settings. */
export function openSessions(
  pool: Pool,
  config: { CONSOLE_IDLE_MINUTES: number; operatorKeys: readonly string[] },
): Sessions {
  const operatorHashes = config.operatorKeys.map(hashSecret);
  return new Sessions(pool, config.CONSOLE_IDLE_MINUTES, (apiKeyId) => findCallerByKey(pool, apiKeyId, operatorHashes));
}

/**
 * The sessions of the console. Each call queries the database, so that a session ends with its key, in all processes,
 * at once; there are too few of these calls for a cache to matter.
 */
export class Sessions {
  readonly #pool: Pool;
  readonly #idleMinutes: number;
  readonly #ownerOf: FindKeyOwner;

  /** @param idleMinutes how long a session lasts without use */
  constructor(pool: Pool, idleMinutes: number, ownerOf: FindKeyOwner) {
    this.#pool = pool;
    this.#idleMinutes = idleMinutes;
    this.#ownerOf = ownerOf;
  }

  /** Begins a session for a key. It ends after 12 hours, or with its key. */
  async begin(owner: KeyOwner): Promise<Session> {
    const token = issueToken();
    const { rows } = await this.#pool.query<{ expires_at: Date }>(
      `with others as (
         delete from console_session where token_hash in (
           select token_hash from console_session where api_key_id = $2 order by created_at desc offset $3)
       )
       insert into console_session (token_hash, api_key_id, created_at, last_used_at, expires_at)
       values ($1, $2, now(), now(), least(now() + make_interval(hours => $4), $5::timestamptz))
       returning expires_at`,
      [hashToken(token), owner.apiKeyId, SESSIONS_OF_A_KEY - 1, LIMITS.consoleSessionHours, owner.expiresAt],
    );
    const [row] = rows;
    if (!row) throw new Error('The session that was just stored is not there');
    return { token, expiresAt: new Date(row.expires_at) };
  }

  /**
   * The session with a token and the owner of its key; undefined for one that has ended.
   *
   * @param isUse whether this counts as a use; background checks do not extend the session
   */
  async find(token: string, isUse: boolean): Promise<{ session: Session; owner: KeyOwner } | undefined> {
    if (!isToken(token)) return undefined;
    const hash = hashToken(token);
    const { rows } = await this.#pool.query<{ api_key_id: string; expires_at: Date; is_stale: boolean }>(FIND, [
      hash,
      this.#idleMinutes,
    ]);
    const [row] = rows;
    const owner = row && (await this.#ownerOf(Number(row.api_key_id)));
    if (!row || !owner) return undefined;
    // Recorded at most every twentieth of the idle time: a write per call would be too many.
    if (isUse && row.is_stale)
      await this.#pool.query('update console_session set last_used_at = now() where token_hash = $1', [hash]);
    return { session: { token, expiresAt: new Date(row.expires_at) }, owner };
  }

  isCsrfTokenOf(token: string, csrfToken: string): boolean {
    return isCsrfTokenOf(token, csrfToken);
  }

  /** Ends a session and invalidates its token. */
  async end(token: string): Promise<void> {
    await this.#pool.query('delete from console_session where token_hash = $1', [hashToken(token)]);
  }
}
