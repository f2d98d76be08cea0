import { ConfigError } from '../config/config.ts';

/** The text of an error: only the message of an expected one, the stack of an unexpected one. */
export function failureText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const expected = error instanceof ConfigError || error.constructor === Error;
  return expected ? error.message : (error.stack ?? error.message);
}
