import { type AppRoute, type AppRouter, isAppRoute } from '@ts-rest/core';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { contract, type RouteAccess } from '../index.ts';

function routesOf(router: AppRouter): AppRoute[] {
  return Object.values(router).flatMap((entry) => (isAppRoute(entry) ? [entry] : routesOf(entry)));
}

/** Lists that are read from the primary, and why. */
const FROM_PRIMARY = {
  '/partners/:partner_id/api-keys': 'a key that was revoked must not look valid',
  '/data-descriptors/built-in': 'they stand in no database',
};

it('each list may be read from a replica, or has a reason not to', () => {
  const lists = routesOf(contract).filter(({ method, responses }) => {
    const answer = responses[200];
    return (
      method === 'GET' && answer instanceof z.ZodObject && 'items' in answer.shape && 'next_cursor' in answer.shape
    );
  });
  const fromPrimary = lists.filter(({ metadata }) => (metadata as RouteAccess).reads !== 'replica');
  expect(fromPrimary.map(({ path }) => path).sort()).toEqual(Object.keys(FROM_PRIMARY).sort());
});

it('a replica never serves calls that write', () => {
  const routes = routesOf(contract).filter(({ metadata }) => (metadata as RouteAccess).reads === 'replica');
  expect(new Set(routes.map(({ method }) => method))).toEqual(new Set(['GET']));
});
