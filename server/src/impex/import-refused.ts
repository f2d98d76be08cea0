/** A file cannot be imported as it is. The message tells its sender what to correct. */
export class ImportRefused extends Error {
  override readonly name = 'ImportRefused';
  /** The message without what stands in the file, for files of personal data. */
  readonly withoutContent: string;

  constructor(message: string, withoutContent = message) {
    super(message);
    this.withoutContent = withoutContent;
  }
}
