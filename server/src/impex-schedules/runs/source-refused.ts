/** A source that cannot be had, and trying again at once will not help. The message is a sentence for people. */
export class SourceRefused extends Error {
  override readonly name = 'SourceRefused';
}

/** A source that cannot be reached now, and is tried again. The message is a sentence for people. */
export class SourceUnavailable extends Error {
  override readonly name = 'SourceUnavailable';
}
