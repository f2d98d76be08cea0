let token: string | undefined;

/** The token that every writing call sends. It comes with the session, and is kept only in memory. */
export const csrfToken = {
  get: (): string | undefined => token,
  set(next: string | undefined): void {
    token = next;
  },
};
