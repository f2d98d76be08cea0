import { LIMITS, ORDER_STATES, type StateMachine } from '@commerce-integration/contract';

/**
 * The source of the few values of the contract that the client needs at run time. They are copied, since an import
 * would include their whole tables.
 */
export function constantsSource(): string {
  const limits = {
    PAGE_SIZE: LIMITS.pageSize,
    BATCH_OPERATIONS: LIMITS.batchOperations,
    BATCH_BYTES: LIMITS.batchBytes,
    LONG_POLL_SECONDS: LIMITS.longPollSeconds,
    RUN_WAIT_SECONDS: LIMITS.runWaitSeconds,
  };
  const states = Object.keys(ORDER_STATES.states).map(
    (state) =>
      `  ${state}: [${after(state, ORDER_STATES)
        .map((later) => `'${later}'`)
        .join(', ')}],\n`,
  );
  return [
    '// Made from the contract by .ci/generate.mjs: the values that the client needs when it runs.\n',
    "import type { OrderStatus } from './wire-types.ts';\n",
    ...Object.entries(limits).map(([name, value]) => `export const ${name} = ${value};`),
    '\n/** The statuses of an order, each with those that it can still come to. */',
    `export const ORDER_WAYS: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {\n${states.join('')}};\n`,
  ].join('\n');
}

/** The states that can be reached from a state of a table. */
function after(state: string, { transitions }: StateMachine<string, never, string>): string[] {
  const found = new Set([state]);
  // A set may grow during iteration.
  for (const one of found) for (const { from, to } of transitions) if (from === one) found.add(to);
  return [...found].slice(1);
}
