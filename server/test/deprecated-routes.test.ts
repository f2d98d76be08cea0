import type { AddressInfo } from 'node:net';
import { initContract } from '@ts-rest/core';
import express from 'express';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { deprecatedRoutes } from '../src/http/api-version.ts';
import { routesOf } from '../src/http/routes.ts';

// No endpoint of the contract is deprecated, so these are mounted as the contract's are.
const router = initContract().router({
  old: {
    method: 'GET',
    path: '/old',
    metadata: {
      access: 'public',
      deprecated: { since: '2027-03-01', sunset: '2028-03-01', link: 'https://docs.example.com/versioning#old' },
    },
    responses: { 200: z.object({}) },
  },
  current: { method: 'GET', path: '/current', metadata: { access: 'public' }, responses: { 200: z.object({}) } },
});

const app = express();
const done = async () => ({ status: 200 as const, body: {} });
routesOf(router, { old: done, current: done }).mount(app, [deprecatedRoutes]);
const server = app.listen(0, '127.0.0.1');
let url: string;

beforeAll(async () => {
  if (!server.listening) await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

it('a route that its contract calls deprecated says so, and until when it stays', async () => {
  const { headers } = await fetch(`${url}/old`);
  expect(headers.get('deprecation')).toBe('@1803859200');
  expect(headers.get('sunset')).toBe('Wed, 01 Mar 2028 00:00:00 GMT');
  expect(headers.get('link')).toBe('<https://docs.example.com/versioning#old>; rel="deprecation"; type="text/html"');
});

it('the others say nothing of it', async () => {
  const { headers } = await fetch(`${url}/current`);
  expect([headers.get('deprecation'), headers.get('sunset'), headers.get('link')]).toEqual([null, null, null]);
});
