import { ValidationError } from '@commerce-integration/sdk';
import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { useRepeatable } from '../api/repeatable.ts';
import { useSingleMutation } from './single-mutation.ts';

/**
 * Submits a form. The API validates every field: its errors are shown at the fields that they name, and others for the
 * whole form.
 *
 * @param send gets the fields, and the `Idempotency-Key` of a call that creates something
 * @param options.changes the first key parts of the queries that it invalidates
 * @param options.file the file that is sent with the fields
 */
export function useFormAction<F extends FieldValues, T>(
  form: UseFormReturn<F>,
  send: (fields: F, idempotencyKey: string) => PromiseLike<T>,
  { changes, onDone, file }: { changes: readonly string[]; onDone: (result: T) => void; file?: File | undefined },
) {
  const repeatable = useRepeatable(({ fields }: { fields: F; file: File | undefined }, key) => send(fields, key));
  return useSingleMutation({
    mutationFn: (fields: F) => repeatable({ fields, file }),
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
 * Whether a value belongs to a single control, not to a group of fields. The error of a group is set on the form's
 * root, which is cleared on submit: anywhere else it would block further submits.
 */
function hasControl(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((one) => typeof one !== 'object');
  return value !== undefined && (typeof value !== 'object' || value === null);
}
