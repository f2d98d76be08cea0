import { ConfigError } from '../config/config.ts';

/** What went wrong: a sentence where we have one, and with its stack where we did not see it coming. */
export function failureText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const expected = error instanceof ConfigError || error.constructor === Error;
  return expected ? error.message : (error.stack ?? error.message);
}
