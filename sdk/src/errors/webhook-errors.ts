import { CommerceError } from './errors.ts';

/** Why a delivery is not accepted. */
export type WebhookVerificationCode =
  | 'missing_header'
  | 'invalid_timestamp'
  | 'timestamp_too_old'
  | 'timestamp_too_new'
  | 'no_matching_signature'
  | 'invalid_body';

/** A request is not a delivery that may be trusted. Answer it with 400, and do nothing that it asks for. */
export class WebhookVerificationError extends CommerceError {
  override readonly name: string = 'WebhookVerificationError';
  /** Stable: switch on it. */
  readonly code: WebhookVerificationCode;

  constructor(code: WebhookVerificationCode, message: string, options?: { cause: unknown }) {
    super(message, options);
    this.code = code;
  }
}
