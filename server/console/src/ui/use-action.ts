import { toast } from 'sonner';
import { useSingleMutation } from './single-mutation.ts';
import { tellProblem } from './tell-problem.ts';

interface ActionOptions<T> {
  /** The first parts of the keys of the queries that it makes old. */
  changes: readonly string[];
  /** What is told when it is done; nothing, where the page shows it. */
  done?: string | ((result: T) => string);
  onDone?: (result: T) => void;
}

/** Something that a button does: told when it is done, and why where it is not. */
export function useAction<V, T>(act: (value: V) => PromiseLike<T>, { changes, done, onDone }: ActionOptions<T>) {
  return useSingleMutation({
    mutationFn: async (value: V) => act(value),
    changes,
    onSuccess: (result) => {
      if (done) toast.success(typeof done === 'string' ? done : done(result));
      onDone?.(result);
    },
    onError: (error) => tellProblem(error),
  });
}
