import { PartnerShares } from '../../outbound/partner-shares.ts';
import type { ClaimedDelivery } from './claimed-delivery.ts';

/** The deliveries that a process is sending. */
export class InFlight {
  readonly #sending = new Set<Promise<void>>();
  readonly #shares = new PartnerShares();
  #failing = 0;

  get size(): number {
    return this.#sending.size;
  }

  /** How many of them go to subscriptions whose last delivery failed. */
  get failing(): number {
    return this.#failing;
  }

  /** How many more may be sent to a partner's subscriptions. @param room how many may be sent in total */
  more(partnerId: number | null, room: number): number {
    return this.#shares.more(partnerId, room);
  }

  /** @param sending must not fail */
  add({ webhook: { partnerId, isFailing } }: ClaimedDelivery, sending: Promise<void>): void {
    this.#shares.begin(partnerId);
    if (isFailing) this.#failing += 1;
    const ended = sending.then(() => {
      this.#sending.delete(ended);
      this.#shares.end(partnerId);
      if (isFailing) this.#failing -= 1;
    });
    this.#sending.add(ended);
  }

  /** Resolves when all of them have ended. */
  async end(): Promise<void> {
    await Promise.all(this.#sending);
  }
}
