import type { FieldError, ProblemCode } from '../internal/types/wire-types.ts';
import { CommerceError } from './errors.ts';

/** The contents of an error response of the API. */
export interface ApiErrorFacts {
  /** HTTP status. */
  status: number;
  /** Stable code of the problem; undefined if the response is not from the API but, for example, from a proxy. */
  code: ProblemCode | undefined;
  /** Description of the problem, as a sentence. */
  detail: string;
  /** One entry for each invalid field. */
  errors: readonly FieldError[];
  /** ID under which the API logs the call. */
  requestId: string | undefined;
  /** How long the API asks to wait before a retry, in milliseconds: finite and never negative. */
  retryAfterMs: number | undefined;
  /** The headers of the response. */
  headers: Headers;
  /**
   * The unparsed body of the response: a problem (RFC 9457) as JSON if it is from the API, anything if it is from a
   * proxy.
   */
  body: string;
}

/** The API returned an error. The subclass corresponds to the status, `code` to the reason. */
export class ApiError extends CommerceError implements ApiErrorFacts {
  override readonly name: string = 'ApiError';
  readonly status: number;
  readonly code: ProblemCode | undefined;
  readonly detail: string;
  readonly errors: readonly FieldError[];
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;
  // Private, so that an error in a log does not show them: they are long, and may have what is not meant for a log.
  readonly #headers: Headers;
  readonly #body: string;

  constructor(facts: ApiErrorFacts) {
    super(messageOf(facts));
    this.status = facts.status;
    this.code = facts.code;
    this.detail = facts.detail;
    this.errors = facts.errors;
    this.requestId = facts.requestId;
    this.retryAfterMs = facts.retryAfterMs;
    this.#headers = facts.headers;
    this.#body = facts.body;
  }

  /** The headers of the response, such as `x-ratelimit-remaining`. */
  get headers(): Headers {
    return this.#headers;
  }

  /**
   * The unparsed body of the response: a problem (RFC 9457) as JSON if it is from the API, anything if it is from a
   * proxy.
   */
  get body(): string {
    return this.#body;
  }

  /** Creates an error of the subclass for the status. */
  static from(facts: ApiErrorFacts): ApiError {
    const Class = facts.status >= 500 ? ServerError : (BY_STATUS[facts.status] ?? ApiError);
    return new Class(facts);
  }
}

/** 400: the request is malformed, or a parameter or the uploaded file is invalid. */
export class BadRequestError extends ApiError {
  override readonly name: string = 'BadRequestError';
}

/** 401: no valid API key. */
export class AuthenticationError extends ApiError {
  override readonly name: string = 'AuthenticationError';
}

/** 403: the API key does not have the permission. */
export class PermissionError extends ApiError {
  override readonly name: string = 'PermissionError';
}

/** 404: the object does not exist, or belongs to another partner. */
export class NotFoundError extends ApiError {
  override readonly name: string = 'NotFoundError';
}

/** 409: the current state does not allow the call. */
export class ConflictError extends ApiError {
  override readonly name: string = 'ConflictError';
}

/** 422: fields are invalid; `errors` lists them. */
export class ValidationError extends ApiError {
  override readonly name: string = 'ValidationError';
}

/** 429: too many calls; `retryAfterMs` is the time to wait before a retry. */
export class RateLimitError extends ApiError {
  override readonly name: string = 'RateLimitError';
}

/** 500 and above: a server error. */
export class ServerError extends ApiError {
  override readonly name: string = 'ServerError';
}

const BY_STATUS: Readonly<Record<number, typeof ApiError>> = {
  400: BadRequestError,
  401: AuthenticationError,
  403: PermissionError,
  404: NotFoundError,
  409: ConflictError,
  422: ValidationError,
  429: RateLimitError,
};

function messageOf({ status, code, detail, errors, requestId }: ApiErrorFacts): string {
  const fields = errors
    .filter(({ message }) => !detail.includes(message))
    .map(({ path, message }) => `${path}: ${message}`);
  const request = requestId === undefined ? '' : ` (request ${requestId})`;
  return `${[`${status}${code ? ` ${code}` : ''}: ${detail}`, ...fields].join(' ')}${request}`;
}
