import { expect, it } from 'vitest';
import { fieldErrors } from '../shared/invalid-request.ts';
import { createDataGroupSchema } from './groups.ts';

const problemsOf = (descriptor: unknown) => {
  const group = { partner_id: 'PT00001', direction: 'import', name: 'Products', descriptors: [descriptor] };
  const { error } = createDataGroupSchema.safeParse(group);
  return error ? fieldErrors(error).map(({ message }) => message) : [];
};

it.each(['DD00001', 'builtin:shopify_products'])('a group accepts %s as a descriptor', (descriptor) => {
  expect(problemsOf(descriptor)).toEqual([]);
});

it.each(['builtin:shopfy_products', 'DD1', 5])(
  'a group that names %s gets an error with the allowed forms',
  (descriptor) => {
    const [problem, ...others] = problemsOf(descriptor);
    expect(problem).toMatch(/^Not a data descriptor: .*DD00001.*builtin:shopify_products/);
    expect(others).toEqual([]);
  },
);
