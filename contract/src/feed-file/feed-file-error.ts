/** A feed file that cannot be read further. The message tells a partner what to fix. */
export class FeedFileError extends Error {
  override readonly name = 'FeedFileError';
  /** The line at which the unreadable row begins. */
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}
