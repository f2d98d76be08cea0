import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { problemOf } from '../api/problem.ts';

interface ActionOptions<T> {
  /** The first parts of the keys of the queries that it makes old. */
  changes: readonly string[];
  /** What is told when it is done; nothing, where the page shows it. */
  done?: string | ((result: T) => string);
  onDone?: (result: T) => void;
}

/** Something that a button does: told when it is done, and why where it is not. */
export function useAction<V, T>(act: (value: V) => PromiseLike<T>, { changes, done, onDone }: ActionOptions<T>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (value: V) => act(value),
    onSuccess: (result) => {
      for (const resource of changes) void queries.invalidateQueries({ queryKey: [resource] });
      if (done) toast.success(typeof done === 'string' ? done : done(result));
      onDone?.(result);
    },
    onError: (error) => {
      const { title, detail, requestId } = problemOf(error);
      toast.error(title, { description: requestId ? `${detail} (Request ${requestId})` : detail });
    },
  });
}
