import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';

interface SingleMutationOptions<V, T> {
  mutationFn: (value: V) => Promise<T>;
  /** The first key parts of the queries that it invalidates. */
  changes: readonly string[];
  onSuccess: (result: T) => void;
  onError?: (error: Error) => void;
}

/**
 * A mutation that runs once however often its button is clicked: the second click of a double click comes before the
 * button is disabled, and would create a second order, key or webhook. It is pending until the page shows the change.
 * Queries are refetched after a failure, too: the response may have been lost, or the page may be stale.
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
