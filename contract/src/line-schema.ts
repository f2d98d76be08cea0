import { z } from 'zod';

/** Text on one line: trimmed, not empty, no control characters. */
export const lineSchema = (name: string, max: number) =>
  z
    .string()
    .trim()
    .min(1, { error: `${name} must not be empty.` })
    .max(max, { error: `${name} is longer than ${max} characters.` })
    .regex(/^[^\p{Cc}]*$/u, { error: `${name} must not contain control characters.` });
