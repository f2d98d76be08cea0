import { ValidationError } from '@commerce-integration/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';

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
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (fields: F) => send(fields),
    onSuccess: (result) => {
      for (const resource of changes) void queries.invalidateQueries({ queryKey: [resource] });
      onDone(result);
    },
    onError: (error) => {
      if (!(error instanceof ValidationError)) return;
      for (const { path, message } of error.errors) form.setError(path as Path<F>, { message });
    },
  });
}
