/** The number of the partner that a row belongs to; null for the operator's. */
export function partnerOf({ partner_id }: { partner_id: string | null }): number | null {
  return partner_id === null ? null : Number(partner_id);
}

/**
 * Counts the requests in progress to each partner's receivers, and limits further ones. A partner gets at most as much
 * room as it leaves free, so that others find some however slow its receivers are.
 */
export class PartnerShares {
  /** By the number of the partner; null for the operator. */
  readonly #counts = new Map<number | null, number>();

  begin(partnerId: number | null): void {
    this.#change(partnerId, 1);
  }

  end(partnerId: number | null): void {
    this.#change(partnerId, -1);
  }

  /**
   * How many more requests may start to a partner's receivers, so that at least as many slots stay free as it uses.
   *
   * @param room the slots that are free now
   */
  more(partnerId: number | null, room: number): number {
    return Math.max(0, Math.ceil((room - this.#of(partnerId)) / 2));
  }

  #of(partnerId: number | null): number {
    return this.#counts.get(partnerId) ?? 0;
  }

  #change(partnerId: number | null, by: 1 | -1): void {
    const count = this.#of(partnerId) + by;
    if (count > 0) this.#counts.set(partnerId, count);
    else this.#counts.delete(partnerId);
  }
}
