import { ApiError } from '@commerce-integration/sdk';
import { expect, it } from 'vitest';
import { pollInterval } from './query-client.ts';

function intervalAfter(status: number): number | false {
  const error = new ApiError({
    status,
    code: undefined,
    detail: 'It says why.',
    errors: [],
    requestId: undefined,
    retryAfterMs: undefined,
    headers: new Headers(),
    body: '',
  });
  return pollInterval({ state: { error } } as unknown as Parameters<typeof pollInterval>[0]);
}

it.each([429, 500, 503])('what was answered with %i is asked for again', (status) => {
  expect(intervalAfter(status)).toBeGreaterThan(0);
});

it.each([400, 403, 404, 422])('what was refused with %i is not', (status) => {
  expect(intervalAfter(status)).toBe(false);
});
