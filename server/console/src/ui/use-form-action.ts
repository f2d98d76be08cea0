import { ValidationError } from '@commerce-integration/sdk';
import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { useSingleMutation } from './single-mutation.ts';

/**
 * Sends a form. The API is the judge of every field: what it refuses is shown at the field that it names, and the rest
 * as a whole.
 *
 * @param changes the first parts of the keys of the queries that it makes old
 */
export function useFormAction<F extends FieldValues, T>(
  form: UseFormReturn<F>,
  send: (fields: F) => PromiseLike<T>,
  { changes, onDone }: { changes: readonly string[]; onDone: (result: T) => void },
) {
  return useSingleMutation({
    mutationFn: async (fields: F) => send(fields),
    changes,
    onSuccess: onDone,
    onError: (error) => {
      if (!(error instanceof ValidationError)) return;
      for (const { path, message } of error.errors) {
        const isControl = hasControl(form.getValues(path as Path<F>));
        form.setError((isControl ? path : `root.${path}`) as Path<F>, { message });
      }
    },
  });
}

/**
 * Whether a value is that of a control, and not of a part of the form that consists of several. The error of such a part
 * belongs to the form's root, which is forgotten when the form is sent again: elsewhere it would forbid that for good.
 */
function hasControl(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((one) => typeof one !== 'object');
  return value !== undefined && (typeof value !== 'object' || value === null);
}
