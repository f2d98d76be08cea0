import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import { formatId } from '@commerce-integration/contract';
import type { Pool, PoolClient } from 'pg';
import type { Logger } from 'pino';
import type { Dispatcher as HttpClient } from 'undici';
import { inTransaction } from '../../database/in-transaction.ts';
import type { FieldCipher } from '../../encryption/field-cipher.ts';
import { InFlight } from '../../outbound/in-flight.ts';
import type { RetrySettings } from '../../outbound/retry-times.ts';
import { POLL_MS, PollingLoop } from '../../polling/polling-loop.ts';
import { inSpan, noteInSpan } from '../../tracing/span.ts';
import { cancelQueued, deletedAmong } from './cancel-queued.ts';
import {
  type Claimed,
  type ClaimOptions,
  claimDeliveries,
  isAnyQueued,
  nothingClaimed,
  waitingWebhooks,
} from './claim-deliveries.ts';
import type { ClaimedDelivery } from './claimed-delivery.ts';
import { type FinishedDelivery, finishDeliveries } from './finish-deliveries.ts';
import { type OpenWebhook, openingWebhooks, UNREADABLE } from './open-webhook.ts';
import { cancelWithoutEvent, type SentEvent } from './read-events.ts';
import { sendDelivery, unsentAttempt } from './send-delivery.ts';

/** The claimed deliveries, and deleted subscriptions that still have queued ones. */
interface Work extends Claimed {
  deleted: readonly number[];
}

export interface DispatcherParts {
  /** See {@link pipelinedPool}. */
  pool: Pool;
  agent: HttpClient;
  cipher: FieldCipher;
  log: Logger;
  retries: RetrySettings;
  /** The timeout of a request. */
  timeoutMs: number;
  /** Counts attempts for metrics, with the seconds since the event for first attempts. */
  attempted(outcome: 'succeeded' | 'failed', seconds: number, sinceEvent: number | undefined): void;
}

/** The most deliveries that this process sends at once; a partner's subscriptions get at most as many as stay free. */
const AT_ONCE = 1_000;
/** Of these, the most to subscriptions whose last delivery failed, since they may not respond. */
const FAILING_AT_ONCE = 250;
/** Deliveries started in one turn of the event loop. */
const AT_A_TURN = 20;
/** Added to the request timeout to form the lease, during which no other process sends the delivery. */
const LEASE_MARGIN_SECONDS = 5;
/** Outcomes within this time are written together. */
const GATHER_MS = 4;
/** Delay before retrying to write outcomes whose subscriptions are locked by others. */
const LOCKED_RETRY_MS = 50;
/** How long a stopping process waits for such locks. Unwritten outcomes are sent again after their lease. */
const LOCKED_AT_END_MS = 5_000;

/** Sends deliveries for as long as the process runs: claims due ones, sends them, writes the outcomes. */
export class Dispatcher {
  readonly #parts: DispatcherParts;
  readonly #loop: PollingLoop;
  readonly #sending = new InFlight();
  #finished: FinishedDelivery[] = [];
  #after = 0;
  /** When deleted subscriptions were last looked for, in rounds that covered all with queued deliveries. */
  #lookedAt = 0;
  #isLooking = false;

  constructor(parts: DispatcherParts) {
    this.#parts = parts;
    this.#loop = new PollingLoop({
      log: parts.log,
      failure: 'webhooks: deliveries could not be claimed or written; retrying',
      round: () => this.#round(),
    });
  }

  start(): void {
    this.#loop.start();
  }

  /** Looks for deliveries at once, after an announcement. */
  wake(): void {
    this.#loop.wake();
  }

  /** Claims nothing more, waits for the deliveries in flight, and writes their outcomes. */
  async stop(): Promise<void> {
    await this.#loop.stop();
    await this.#sending.end();
    const end = Date.now() + LOCKED_AT_END_MS;
    while (this.#finished.length > 0 && Date.now() < end) {
      await this.#finishAndClaim(0);
      if (this.#finished.length > 0) await delay(LOCKED_RETRY_MS);
    }
  }

  /** Writes outcomes and starts sending due deliveries. @returns whether there is nothing more to claim now */
  async #round(): Promise<boolean> {
    const { pool, cipher, log } = this.#parts;
    const room = AT_ONCE - this.#sending.size;
    // While the queue is empty, a round is one short query without a transaction.
    const isQuiet =
      this.#finished.length === 0 && (room <= 0 || (this.#sending.size === 0 && !(await isAnyQueued(pool))));
    if (isQuiet) return true;
    const { claims, events, next, deleted } = await this.#finishAndClaim(room);
    this.#after = next;
    const open = openingWebhooks(cipher, log, new Date());
    // Starts a few per turn of the event loop, so that the database works on the next round meanwhile.
    let turn = Promise.resolve();
    for (const [index, claim] of claims.entries()) {
      const event = events.get(claim.eventId);
      if (index > 0 && index % AT_A_TURN === 0) turn = turn.then(() => nextTurn());
      if (event)
        this.#begin(
          claim,
          turn.then(() => this.#send(claim, event, open)),
        );
    }
    // Runs in separate transactions after all deliveries were started: a failure here undoes no claim and delays none.
    const lost = claims.filter(({ eventId }) => !events.has(eventId));
    if (lost.length > 0) await cancelWithoutEvent(pool, lost);
    const isMore = deleted.length > 0 && (await cancelQueued(pool, deleted));
    if (isMore) this.#lookedAt = 0;
    return claims.length === 0 && next === 0 && !isMore;
  }

  /** Writes outcomes and claims in one transaction. Keeps unwritten outcomes; keeps all if it fails. */
  async #finishAndClaim(room: number): Promise<Work> {
    const { pool, retries } = this.#parts;
    const [finished, after] = [this.#finished, this.#after];
    this.#finished = [];
    let kept: readonly FinishedDelivery[] = finished;
    let retryAt: number | undefined;
    try {
      const { claimed, unwritten } = await inTransaction(pool, async (client) => {
        const finishing = finishDeliveries(client, finished, retries);
        const looking = room > 0 ? waitingWebhooks(client, after) : [];
        const [outcome, waiting] = await Promise.all([finishing, looking]);
        retryAt = outcome.retryAt;
        const busy = new Set(outcome.unwritten.map(({ claim }) => claim.webhook.id));
        const claimed =
          room > 0 ? await this.#claim(client, waiting, { room, busy }) : { ...nothingClaimed(after), deleted: [] };
        return { claimed, unwritten: outcome.unwritten };
      });
      kept = unwritten;
      return claimed;
    } finally {
      this.#finished = [...kept, ...this.#finished];
      if (retryAt !== undefined) this.#loop.wakeAt(retryAt);
      if (kept.length > 0) this.#loop.wakeAt(Date.now() + LOCKED_RETRY_MS);
    }
  }

  async #claim(
    client: PoolClient,
    waiting: readonly number[],
    options: Pick<ClaimOptions, 'room' | 'busy'>,
  ): Promise<Work> {
    const looking = this.#isToLook() ? deletedAmong(client, waiting) : [];
    const claiming = claimDeliveries(client, waiting, {
      ...options,
      onlyHealthy: this.#sending.limited >= FAILING_AT_ONCE,
      sending: this.#sending,
      leaseSeconds: this.#parts.timeoutMs / 1_000 + LEASE_MARGIN_SECONDS,
    });
    const [deleted, claimed] = await Promise.all([looking, claiming]);
    return { ...claimed, deleted };
  }

  /** Whether this round looks for deleted subscriptions: all rounds of a pass over the queue, about once a second. */
  #isToLook(): boolean {
    if (this.#after === 0) {
      this.#isLooking = Date.now() > this.#lookedAt + POLL_MS;
      if (this.#isLooking) this.#lookedAt = Date.now();
    }
    return this.#isLooking;
  }

  #begin(claim: ClaimedDelivery, sending: Promise<void>): void {
    const sent = sending.catch((error: unknown) => {
      // The claim can be taken again after its lease.
      this.#parts.log.error({ err: error, webhook: claim.webhook.id }, 'webhooks: a delivery could not be sent');
    });
    const { partnerId, isFailing } = claim.webhook;
    this.#sending.add({ partnerId, isLimited: isFailing }, sent);
    void sent.then(() => this.#loop.wakeAt(Date.now() + GATHER_MS));
  }

  async #send(claim: ClaimedDelivery, event: SentEvent, open: OpenWebhook): Promise<void> {
    const { agent, timeoutMs, attempted } = this.#parts;
    const { webhook, sequence, attempt } = claim;
    const outcome = await inSpan('webhook delivery', spanOf(claim, event), async () => {
      const opened = open(webhook);
      const ended =
        opened === undefined
          ? unsentAttempt(UNREADABLE)
          : await sendDelivery(agent, {
              url: webhook.url,
              delivery: { ...event, timestamp: Math.floor(Date.now() / 1_000), sequence, attempt },
              ...opened,
              isTest: event.isTest,
              timeoutMs,
            });
      noteInSpan({ 'http.response.status_code': ended.responseCode ?? 0 }, ended.error ?? undefined);
      return ended;
    });
    const lag = attempt === 1 ? (Date.now() - claim.eventAt.getTime()) / 1_000 : undefined;
    attempted(outcome.error === null ? 'succeeded' : 'failed', outcome.durationMs / 1_000, lag);
    this.#finished.push({ claim, eventType: event.eventType, attempt: outcome });
  }
}

/** A delivery belongs to the trace of its event. */
function spanOf({ webhook, attempt }: ClaimedDelivery, { eventId, eventType, traceParent }: SentEvent) {
  const attributes = {
    'commerce.webhook_id': formatId('webhook', webhook.id),
    'commerce.event_id': eventId,
    'commerce.event_type': eventType,
    'commerce.attempt': attempt,
  };
  return { kind: 'client', parent: traceParent, attributes } as const;
}
