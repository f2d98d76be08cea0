import { expect, it } from 'vitest';
import { methodsByPath } from './allowed-methods.ts';

it('combines the methods of one path, whatever its parameters are called', () => {
  const endpoints = [
    'POST /batches/:type',
    'GET /batches/:id',
    'GET /batches',
    'GET /batches/:id/file',
    'POST /batches',
  ];
  expect([...methodsByPath(endpoints)]).toEqual([
    ['/batches/:type', ['POST', 'GET', 'HEAD']],
    ['/batches', ['GET', 'HEAD', 'POST']],
    ['/batches/:id/file', ['GET', 'HEAD']],
  ]);
});
