import { toast } from 'sonner';
import { useSingleMutation } from './single-mutation.ts';
import { tellProblem } from './tell-problem.ts';

interface ActionOptions<T> {
  /** The first key parts of the queries that it invalidates. */
  changes: readonly string[];
  /** The notice of success; none if the page shows it. */
  done?: string | ((result: T) => string);
  onDone?: (result: T) => void;
}

/** The action of a button, with a notice of its success or failure. */
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
