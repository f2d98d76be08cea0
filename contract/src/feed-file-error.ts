/** A feed file that cannot be read on. The message is a cause that a partner can act on. */
export class FeedFileError extends Error {
  override readonly name = 'FeedFileError';
  /** The line at which the row begins that cannot be read. */
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}
