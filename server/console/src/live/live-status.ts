import { useSyncExternalStore } from 'react';

/** `off`: this key may not read events. */
export type LiveStatus = 'connecting' | 'live' | 'stale' | 'off';

let current: LiveStatus = 'connecting';
const listeners = new Set<() => void>();

/** Whether the displayed data follows the event stream. */
export const liveStatus = {
  get: (): LiveStatus => current,
  set(status: LiveStatus): void {
    if (status === current) return;
    current = status;
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

export function useLiveStatus(): LiveStatus {
  return useSyncExternalStore(liveStatus.subscribe, liveStatus.get);
}
