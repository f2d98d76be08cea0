/** The command line cannot be understood, or names what is not there. The message says what to write instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
