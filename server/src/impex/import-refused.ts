/** A file cannot be imported as it is. The message tells its sender what to correct. */
export class ImportRefused extends Error {
  override readonly name = 'ImportRefused';
}
