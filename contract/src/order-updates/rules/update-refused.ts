import { Problem } from '../../shared/problem.ts';
import { ORDER_UPDATE_CODES, type OrderUpdateCode } from '../order-update.ts';

/** An order update that cannot be applied, or cannot be read from what was pushed. It is parked. */
export class UpdateRefused extends Error {
  override readonly name = 'UpdateRefused';
  readonly code: OrderUpdateCode;

  constructor(code: OrderUpdateCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Why an update was refused; undefined for a failure that is none of a rule. */
export function refusalOf(error: unknown): { code: OrderUpdateCode; message: string } | undefined {
  if (error instanceof UpdateRefused) return { code: error.code, message: error.message };
  if (!(error instanceof Problem)) return undefined;
  const code = ORDER_UPDATE_CODES.find((one) => one === error.code);
  return code && { code, message: error.message };
}
