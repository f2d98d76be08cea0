import { withoutNul } from '@commerce-integration/contract/rules';

/** A file cannot be imported as it is. The message tells its sender what to correct, and can be stored. */
export class ImportRefused extends Error {
  override readonly name = 'ImportRefused';
  /** The message without content of the file, for files of personal data. */
  readonly withoutContent: string;

  constructor(message: string, withoutContent = message) {
    super(withoutNul(message));
    this.withoutContent = withoutNul(withoutContent);
  }
}
