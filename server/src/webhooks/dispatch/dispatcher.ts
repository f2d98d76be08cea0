import { setImmediate as nextTurn } from 'node:timers/promises';
import { formatId } from '@commerce-integration/contract';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Dispatcher as HttpClient } from 'undici';
import { inTransaction } from '../../database/in-transaction.ts';
import type { FieldCipher } from '../../encryption/field-cipher.ts';
import type { RetrySettings } from '../../outbound/retry-times.ts';
import { POLL_MS, PollingLoop } from '../../polling/polling-loop.ts';
import { inSpan, noteInSpan } from '../../tracing/span.ts';
import { cancelQueuedOfDeleted } from '../cancel-queued.ts';
import { type Claimed, claimDeliveries, isAnyQueued, nothingClaimed, waitingWebhooks } from './claim-deliveries.ts';
import type { ClaimedDelivery } from './claimed-delivery.ts';
import { type FinishedDelivery, finishDeliveries } from './finish-deliveries.ts';
import { type OpenWebhook, openingWebhooks } from './open-webhook.ts';
import { cancelWithoutEvent, type SentEvent } from './read-events.ts';
import { sendDelivery } from './send-delivery.ts';

export interface DispatcherParts {
  /** See {@link pipelinedPool}. */
  pool: Pool;
  agent: HttpClient;
  cipher: FieldCipher;
  log: Logger;
  retries: RetrySettings;
  /** How long a receiver may take. */
  timeoutMs: number;
  /** Counts attempts, for metrics, with the seconds since their event where they are first ones. */
  attempted(outcome: 'succeeded' | 'failed', seconds: number, sinceEvent: number | undefined): void;
}

/** Deliveries that this process sends at once. */
const AT_ONCE = 500;
/** Of these, the most to subscriptions whose last delivery failed: they may not answer. */
const FAILING_AT_ONCE = 250;
/** Deliveries that are begun at one turn of the event loop. */
const AT_A_TURN = 20;
/** Added to the time of a request: until then another process does not send the delivery again. */
const LEASE_MARGIN_SECONDS = 5;
/** Outcomes of this time are written together. */
const GATHER_MS = 4;

/** Sends deliveries for as long as the process works: claims what is due, sends it, writes the outcomes. */
export class Dispatcher {
  readonly #parts: DispatcherParts;
  readonly #loop: PollingLoop;
  readonly #sending = new Set<Promise<void>>();
  #finished: FinishedDelivery[] = [];
  #failing = 0;
  #after = 0;
  /** When deliveries to deleted subscriptions were last looked for. */
  #lookedAt = 0;

  constructor(parts: DispatcherParts) {
    this.#parts = parts;
    this.#loop = new PollingLoop({
      log: parts.log,
      failure: 'webhooks: deliveries could not be claimed or written; tried again',
      round: () => this.#round(),
    });
  }

  start(): void {
    this.#loop.start();
  }

  /** Looks for deliveries at once, since some were announced. */
  wake(): void {
    this.#loop.wake();
  }

  /** Claims nothing more, waits for what is being sent, and writes its outcomes. */
  async stop(): Promise<void> {
    await this.#loop.stop();
    await Promise.all(this.#sending);
    if (this.#finished.length > 0) await this.#finishAndClaim(0);
  }

  /** Writes outcomes, and begins to send what is due. @returns whether there is nothing more to claim now */
  async #round(): Promise<boolean> {
    const { pool, cipher } = this.#parts;
    const room = AT_ONCE - this.#sending.size;
    // While nothing waits, a look is one short query, and no transaction.
    const isQuiet =
      this.#finished.length === 0 && (room <= 0 || (this.#sending.size === 0 && !(await isAnyQueued(pool))));
    if (isQuiet) return true;
    const { claims, events, next } = await this.#finishAndClaim(room);
    this.#after = next;
    const lost = claims.filter(({ eventId }) => !events.has(eventId));
    if (lost.length > 0) await cancelWithoutEvent(pool, lost);
    const open = openingWebhooks(cipher, new Date());
    // A few at a turn of the event loop, so that the database works on the next round meanwhile.
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
    return claims.length === 0 && next === 0;
  }

  /** Writes the outcomes that there are, and claims in the same transaction. Where it fails, the outcomes are kept. */
  async #finishAndClaim(room: number): Promise<Claimed> {
    const { pool, retries, timeoutMs } = this.#parts;
    const [finished, after] = [this.#finished, this.#after];
    this.#finished = [];
    let retryAt: number | undefined;
    try {
      return await inTransaction(pool, async (client) => {
        const finishing = finishDeliveries(client, finished, retries);
        const looking = room > 0 ? waitingWebhooks(client, after) : [];
        const [earliest, waiting] = await Promise.all([finishing, looking]);
        retryAt = earliest;
        if (room <= 0) return nothingClaimed(after);
        if (Date.now() > this.#lookedAt + POLL_MS) {
          this.#lookedAt = Date.now();
          await cancelQueuedOfDeleted(client, waiting);
        }
        return claimDeliveries(client, waiting, {
          room,
          onlyHealthy: this.#failing >= FAILING_AT_ONCE,
          leaseSeconds: timeoutMs / 1_000 + LEASE_MARGIN_SECONDS,
        });
      });
    } catch (error) {
      this.#finished = [...finished, ...this.#finished];
      throw error;
    } finally {
      if (retryAt !== undefined) this.#loop.wakeAt(retryAt);
    }
  }

  #begin(claim: ClaimedDelivery, sending: Promise<void>): void {
    const isFailing = claim.webhook.isFailing;
    if (isFailing) this.#failing += 1;
    const sent = sending
      .catch((error: unknown) => {
        // The claim comes back after its lease.
        this.#parts.log.error({ err: error, webhook: claim.webhook.id }, 'webhooks: a delivery could not be sent');
      })
      .finally(() => {
        this.#sending.delete(sent);
        if (isFailing) this.#failing -= 1;
        this.#loop.wakeAt(Date.now() + GATHER_MS);
      });
    this.#sending.add(sent);
  }

  async #send(claim: ClaimedDelivery, event: SentEvent, open: OpenWebhook): Promise<void> {
    const { agent, timeoutMs, attempted } = this.#parts;
    const { webhook, sequence, attempt } = claim;
    const outcome = await inSpan('webhook delivery', spanOf(claim, event), async () => {
      const ended = await sendDelivery(agent, {
        url: webhook.url,
        delivery: { ...event, timestamp: Math.floor(Date.now() / 1_000), sequence, attempt },
        ...open(webhook),
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

/** A delivery belongs to the trace of what its event tells of. */
function spanOf({ webhook, attempt }: ClaimedDelivery, { eventId, eventType, traceParent }: SentEvent) {
  const attributes = {
    'commerce.webhook_id': formatId('webhook', webhook.id),
    'commerce.event_id': eventId,
    'commerce.event_type': eventType,
    'commerce.attempt': attempt,
  };
  return { kind: 'client', parent: traceParent, attributes } as const;
}
