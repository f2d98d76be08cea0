import type { Choice } from './field.tsx';
import { words } from './format.ts';

/** The values of a list of the contract as choices, in words. */
export function choicesOf(values: readonly string[], label: (value: string) => string = words): readonly Choice[] {
  return values.map((value) => [value, label(value)]);
}
