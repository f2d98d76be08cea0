import { expect, it } from 'vitest';
import { returnPath } from './return-path.ts';

it.each(['/', '/products?sku=A-1', '/orders/OR00001'])('%s is a screen of the console', (path) => {
  expect(returnPath(path)).toBe(path);
});

it.each([undefined, '', 'orders', '//evil.example', '/\\evil.example', 'https://evil.example/', 'javascript:alert(1)'])(
  '%s is none',
  (path) => {
    expect(returnPath(path)).toBe('/');
  },
);
