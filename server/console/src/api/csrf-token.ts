let token: string | undefined;

/** The token that every call which writes carries. It comes with the session, and is kept in memory alone. */
export const csrfToken = {
  get: (): string | undefined => token,
  set(next: string | undefined): void {
    token = next;
  },
};
