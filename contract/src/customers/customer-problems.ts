import { Problem } from '../shared/problem.ts';

export function customerNotFound(customerId: string): Problem {
  return new Problem('not_found', `Customer not found: ${customerId}`);
}

export function customerHasOrders(customerId: string): Problem {
  return new Problem('customer_has_orders', `Customer ${customerId} has orders: it cannot be deleted.`);
}

/** The message does not repeat the number, which is personal data of another customer. */
export function externalIdTaken(): Problem {
  const message = 'Another customer already has this external_id: GET /customers?external_id= finds it.';
  return new Problem('external_id_taken', message, {
    errors: [{ path: 'external_id', code: 'external_id_taken', message }],
  });
}
