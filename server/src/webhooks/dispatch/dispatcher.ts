import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Dispatcher as HttpClient } from 'undici';
import type { FieldCipher } from '../../encryption/field-cipher.ts';
import type { RetrySettings } from '../../outbound/retry-times.ts';
import { PollingLoop } from '../../polling/polling-loop.ts';
import { claimDeliveries, isAnyQueued } from './claim-deliveries.ts';
import type { ClaimedDelivery } from './claimed-delivery.ts';
import { type FinishedDelivery, finishDeliveries } from './finish-deliveries.ts';
import { type OpenWebhook, openingWebhooks } from './open-webhook.ts';
import { cancelWithoutEvent, readEvents, type SentEvent } from './read-events.ts';
import { sendDelivery } from './send-delivery.ts';

export interface DispatcherParts {
  pool: Pool;
  agent: HttpClient;
  cipher: FieldCipher;
  log: Logger;
  retries: RetrySettings;
  /** How long a receiver may take. */
  timeoutMs: number;
  /** Counts attempts, for metrics. */
  attempted(outcome: 'succeeded' | 'failed', seconds: number): void;
}

/** Deliveries that this process sends at once. */
const AT_ONCE = 500;
/** Of these, the most to subscriptions whose last delivery failed: they may not answer. */
const FAILING_AT_ONCE = 250;
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
    if (this.#finished.length > 0) await this.#write();
  }

  /** Outcomes that cannot be written are kept, and claims come back. */
  async #round(): Promise<boolean> {
    if (this.#finished.length > 0) await this.#write();
    return this.#claim();
  }

  async #write(): Promise<void> {
    const finished = this.#finished;
    this.#finished = [];
    try {
      const retryAt = await finishDeliveries(this.#parts.pool, finished, this.#parts.retries);
      if (retryAt !== undefined) this.#loop.wakeAt(retryAt);
    } catch (error) {
      this.#finished = [...finished, ...this.#finished];
      throw error;
    }
  }

  /** Claims and begins to send what is due. @returns whether there is nothing more to claim now */
  async #claim(): Promise<boolean> {
    const room = AT_ONCE - this.#sending.size - this.#finished.length;
    if (room <= 0) return true;
    const { pool, timeoutMs } = this.#parts;
    // While nothing waits, a look is one short query, and no transaction.
    if (this.#sending.size === 0 && !(await isAnyQueued(pool))) return true;
    const { claims, next } = await claimDeliveries(pool, {
      room,
      onlyHealthy: this.#failing >= FAILING_AT_ONCE,
      after: this.#after,
      leaseSeconds: timeoutMs / 1_000 + LEASE_MARGIN_SECONDS,
    });
    this.#after = next;
    const events = await readEvents(pool, claims);
    const lost = claims.filter(({ eventId }) => !events.has(eventId));
    if (lost.length > 0) await cancelWithoutEvent(pool, lost);
    const open = openingWebhooks(this.#parts.cipher, new Date());
    for (const claim of claims) {
      const event = events.get(claim.eventId);
      if (event) this.#begin(claim, event, open);
    }
    return claims.length === 0 && next === 0;
  }

  #begin(claim: ClaimedDelivery, event: SentEvent, open: OpenWebhook): void {
    const isFailing = claim.webhook.isFailing;
    if (isFailing) this.#failing += 1;
    const sent = this.#send(claim, event, open)
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
    const outcome = await sendDelivery(agent, {
      url: webhook.url,
      delivery: { ...event, timestamp: Math.floor(Date.now() / 1_000), sequence, attempt },
      ...open(webhook),
      isTest: event.isTest,
      timeoutMs,
    });
    attempted(outcome.error === null ? 'succeeded' : 'failed', outcome.durationMs / 1_000);
    this.#finished.push({ claim, eventType: event.eventType, attempt: outcome });
  }
}
