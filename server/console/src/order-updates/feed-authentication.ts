import type { OrderUpdateFeed } from '@commerce-integration/sdk';

/** How a courier authenticates, in a table and as a choice. */
export const AUTHENTICATION_TEXTS: Record<OrderUpdateFeed['authentication'], { short: string; long: string }> = {
  token: { short: 'Token', long: 'Token: the secret itself, in a header' },
  hmac: { short: 'Signature', long: 'Signature: HMAC-SHA256 of the body, in a header' },
};
