import { describe, expect, it } from 'vitest';
import { type ZodError, z } from 'zod';
import { invalidFields } from './invalid-request.ts';

describe('the detail of a body that is not valid', () => {
  it('is a sentence for each field', () => {
    const schema = z.object({ a: z.string(), b: z.string(), c: z.string({ error: 'No text' }), d: z.string() });
    const { error } = schema.safeParse({});
    expect(invalidFields(error as ZodError).message).toBe('a is required. b is required. c: No text; d is required.');
  });

  it('continues after a question', () => {
    const schema = z.object({ x: z.string({ error: 'Did you mean y?' }), y: z.string() });
    expect(invalidFields(schema.safeParse({}).error as ZodError).message).toBe('x: Did you mean y? y is required.');
  });
});
