import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';

interface SingleMutationOptions<V, T> {
  mutationFn: (value: V) => Promise<T>;
  /** The first parts of the keys of the queries that it makes old. */
  changes: readonly string[];
  onSuccess: (result: T) => void;
  onError?: (error: Error) => void;
}

/**
 * A change that is made once, however often its button is clicked: the second click of a double click comes before the
 * button can be shown as busy, and would be a second order, key or webhook. It is under way until the page shows what
 * it has changed. That is looked up where it failed, too: the answer may have been lost, or the page be old.
 */
export function useSingleMutation<V, T>({ mutationFn, changes, onSuccess, onError }: SingleMutationOptions<V, T>) {
  const queries = useQueryClient();
  const isUnderWay = useRef(false);
  const mutation: UseMutationResult<T, Error, V> = useMutation({
    mutationFn,
    onSuccess,
    ...(onError && { onError }),
    onSettled: async () => {
      await Promise.all(changes.map((resource) => queries.invalidateQueries({ queryKey: [resource] })));
    },
  });
  const mutate = (value: V) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    mutation.mutate(value, {
      onSettled: () => {
        isUnderWay.current = false;
      },
    });
  };
  return { ...mutation, mutate };
}
