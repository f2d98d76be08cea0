/** Base class of all errors of this package. Only invalid arguments cause a plain `TypeError` instead. */
export class CommerceError extends Error {
  override readonly name: string = 'CommerceError';
}

/** Information about a call that ended without a response. */
export interface CallFacts {
  /** ID under which the API logs the call: the `x-request-id` that was sent. */
  requestId?: string | undefined;
  /** The underlying error. */
  cause?: unknown;
}

/**
 * The API could not be reached, closed the connection, or sent an invalid response. Whether the call took effect is
 * unknown; calls that are safe to repeat have been retried.
 */
export class ConnectionError extends CommerceError {
  override readonly name: string = 'ConnectionError';
  readonly requestId: string | undefined;

  constructor(message: string, { requestId, cause }: CallFacts = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.requestId = requestId;
  }
}

/** An attempt took longer than `timeoutMs`. Whether the call took effect is unknown. */
export class TimeoutError extends CommerceError {
  override readonly name: string = 'TimeoutError';
  /** The limit that was exceeded, in milliseconds. */
  readonly timeoutMs: number;
  readonly requestId: string | undefined;

  constructor(message: string, timeoutMs: number, { requestId }: CallFacts = {}) {
    super(message);
    this.timeoutMs = timeoutMs;
    this.requestId = requestId;
  }
}

/** The caller's `signal` aborted the call; the reason of the signal is the `cause`. */
export class AbortError extends CommerceError {
  override readonly name: string = 'AbortError';

  constructor(signal?: AbortSignal) {
    super('The call was aborted by its signal.', { cause: signal?.reason });
  }
}

/** The API answered 304: the ETag in the `if-none-match` header is still current, so there is no body. */
export class NotModifiedError extends CommerceError {
  override readonly name: string = 'NotModifiedError';
  /** The ETag that is still current. */
  readonly etag: string | undefined;
  readonly requestId: string | undefined;

  constructor(etag: string | undefined, requestId: string | undefined) {
    super('Not modified: what was read earlier under this ETag is still current.');
    this.etag = etag;
    this.requestId = requestId;
  }
}

/** Why a delivery was not accepted. */
export type WebhookVerificationCode =
  | 'missing_header'
  | 'invalid_timestamp'
  | 'timestamp_too_old'
  | 'timestamp_too_new'
  | 'no_matching_signature'
  | 'invalid_body';

/** A request is not an authentic delivery. Respond with 400 and do not process it. */
export class WebhookVerificationError extends CommerceError {
  override readonly name: string = 'WebhookVerificationError';
  /** Stable code of the reason, for use in a `switch`. */
  readonly code: WebhookVerificationCode;

  constructor(code: WebhookVerificationCode, message: string, options?: { cause: unknown }) {
    super(message, options);
    this.code = code;
  }
}
