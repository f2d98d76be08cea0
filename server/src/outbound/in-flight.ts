/** The number of the partner that a row belongs to; null for the operator's. */
export function partnerOf({ partner_id }: { partner_id: string | null }): number | null {
  return partner_id === null ? null : Number(partner_id);
}

/**
 * The requests and files that a process is sending. A partner gets at most as much room as it leaves free, so that
 * others find some however slow its receivers are.
 */
export class InFlight {
  readonly #sending = new Set<Promise<void>>();
  /** By the number of the partner; null for the operator. */
  readonly #counts = new Map<number | null, number>();
  #limited = 0;

  get size(): number {
    return this.#sending.size;
  }

  /** How many of them count against a further limit. */
  get limited(): number {
    return this.#limited;
  }

  /**
   * How many more requests may start to a partner's receivers, so that at least as many slots stay free as it uses.
   *
   * @param room the slots that are free now
   */
  more(partnerId: number | null, room: number): number {
    return Math.max(0, Math.ceil((room - this.#of(partnerId)) / 2));
  }

  /** @param sending must not fail */
  add({ partnerId, isLimited }: { partnerId: number | null; isLimited: boolean }, sending: Promise<void>): void {
    this.#change(partnerId, isLimited, 1);
    const ended = sending.then(() => {
      this.#sending.delete(ended);
      this.#change(partnerId, isLimited, -1);
    });
    this.#sending.add(ended);
  }

  /** Resolves when all of them have ended. */
  async end(): Promise<void> {
    await Promise.all(this.#sending);
  }

  #of(partnerId: number | null): number {
    return this.#counts.get(partnerId) ?? 0;
  }

  #change(partnerId: number | null, isLimited: boolean, by: 1 | -1): void {
    const count = this.#of(partnerId) + by;
    if (count > 0) this.#counts.set(partnerId, count);
    else this.#counts.delete(partnerId);
    if (isLimited) this.#limited += by;
  }
}
