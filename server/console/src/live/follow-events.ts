import type { Event } from '@commerce-integration/sdk';
import { client } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { changedByEvent } from './changed-by-event.ts';
import { liveStatus } from './live-status.ts';
import { RefreshQueue } from './refresh-queue.ts';

const CHANNEL = 'console.events';
const REOPEN_MS = 5_000;

type Told = { kind: 'event'; event: Event } | { kind: 'status'; status: 'live' | 'stale' };
/** Messages between tabs: what the tab with the stream reports, and a new tab's question whether there is one. */
type Message = Told | { kind: 'question' };

/**
 * Shares one event stream between all tabs of the console: a browser opens at most six connections to a server, so a
 * seventh tab would load nothing. The tab that holds the lock reads the stream and informs the others.
 */
export function followEvents(): () => void {
  const stop = new AbortController();
  const channel = new BroadcastChannel(CHANNEL);
  const post = (message: Message) => channel.postMessage(message);
  const tell = (message: Told) => {
    take(message);
    post(message);
  };
  let isReader = false;
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind !== 'question') take(data);
    else if (isReader && liveStatus.get() === 'live') post({ kind: 'status', status: 'live' });
  };
  const becomeReader = () => {
    isReader = true;
    // The tab that read the stream was closed: until this tab's stream is open, no tab receives events.
    if (liveStatus.get() === 'live') tell({ kind: 'status', status: 'stale' });
    return read(tell, stop.signal);
  };
  void navigator.locks.request(CHANNEL, { signal: stop.signal }, becomeReader).catch(() => undefined);
  post({ kind: 'question' });
  return () => {
    stop.abort();
    channel.close();
  };
}

/** Reads streams one after the other. Each resumes where the last one ended, so that nothing is missed. */
async function read(tell: (message: Told) => void, signal: AbortSignal): Promise<void> {
  let lastEventId: string | undefined;
  while (!signal.aborted) {
    const one = new AbortController();
    // A browser that goes offline leaves its connections open and silent.
    const interrupt = () => one.abort();
    addEventListener('offline', interrupt);
    try {
      const stream = client.events.stream(
        {},
        {
          lastEventId,
          signal: AbortSignal.any([signal, one.signal]),
          onOpen: () => tell({ kind: 'status', status: 'live' }),
          // The API ends a stream from time to time, and the next one resumes there.
          onPause: (failure) => failure !== undefined && tell({ kind: 'status', status: 'stale' }),
        },
      );
      for await (const event of stream) tell({ kind: 'event', event });
      lastEventId = stream.lastEventId ?? lastEventId;
    } catch {
      // The status becomes stale, and the stream is reopened.
    } finally {
      removeEventListener('offline', interrupt);
    }
    tell({ kind: 'status', status: 'stale' });
    if (!signal.aborted) await pause();
  }
}

/** Waits until the browser is online, or for a while. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      removeEventListener('online', end);
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(end, REOPEN_MS);
    addEventListener('online', end);
  });
}

const changes = new RefreshQueue({
  isFetching: (resource) => queryClient.isFetching({ queryKey: [resource] }) > 0,
  refresh: (resource) => void queryClient.invalidateQueries({ queryKey: [resource] }, KEEP_FETCHING),
});
const KEEP_FETCHING = { cancelRefetch: false } as const;

function take(message: Told): void {
  if (message.kind === 'event') {
    for (const resource of changedByEvent(message.event)) changes.add(resource);
    return;
  }
  const isOpen = message.status === 'live' && liveStatus.get() !== 'live';
  liveStatus.set(message.status);
  // Covers what happened before the stream was open, while or after the page was fetched.
  if (isOpen) for (const resource of resourcesInCache()) changes.add(resource);
}

function resourcesInCache(): Set<string> {
  const queries = queryClient.getQueryCache().getAll();
  const resources = new Set(queries.map(({ queryKey }) => String(queryKey[0])));
  resources.delete('session');
  return resources;
}
