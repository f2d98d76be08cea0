import { attributeNameSchema, productAttributesUpdateSchema } from '../batches/operations.ts';
import { normaliseAvailability } from '../products/availability.ts';
import type { CheckedValues, RowValues } from './row-problems.ts';

/** The availability of a row, in any accepted spelling. */
export function availabilityValues({ availability: text }: RowValues): CheckedValues {
  const column = 'availability';
  if (!text) return { problem: { column, code: 'required', message: 'availability must not be empty.' } };
  const availability = normaliseAvailability(text);
  if (availability !== undefined) return { values: { availability } };
  const message =
    'availability must be in_stock, out_of_stock, preorder, backorder, discontinued or a usual spelling; a map of the column can translate others.';
  return { problem: { column, code: 'invalid_value', message, value: text } };
}

/** The attribute of a row, by the rules for attributes of operations; a blank value removes it. */
export function attributeValues({ name, value = null }: RowValues): CheckedValues {
  if (!name) return { problem: { column: 'name', code: 'required', message: 'name must not be empty.' } };
  const named = attributeNameSchema.safeParse(name);
  if (!named.success) {
    const message = named.error.issues[0]?.message ?? '';
    return { problem: { column: 'name', code: 'invalid_value', message, value: name } };
  }
  // A computed key: `__proto__` must be a normal name.
  const parsed = productAttributesUpdateSchema.shape.attributes.safeParse({ [name]: value });
  if (!parsed.success) {
    const message = parsed.error.issues[0]?.message ?? '';
    return { problem: { column: 'value', code: 'invalid_value', message, value: value ?? name } };
  }
  const [[key, text] = [name, value]] = Object.entries(parsed.data);
  return { values: { name: key, value: text } };
}
