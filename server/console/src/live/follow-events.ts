import type { Event } from '@commerce-integration/sdk';
import { client } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { changedByEvent } from './changed-by-event.ts';
import { liveStatus } from './live-status.ts';

/** Events come in bursts: a load tells of its products, its job and its feed. */
const GATHER_MS = 400;
const CHANNEL = 'console.events';
const STALE_AFTER_MS = 5_000;

type Message = { kind: 'event'; event: Event } | { kind: 'status'; status: 'live' | 'stale' };

/**
 * Keeps one stream of events for all tabs of the console: a browser opens at most six connections to a server, and the
 * seventh tab would load nothing. The tab that has the lock reads the stream and tells the others.
 */
export function followEvents(): () => void {
  const stop = new AbortController();
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<Message>) => take(data);
  const tell = (message: Message) => {
    take(message);
    channel.postMessage(message);
  };
  void navigator.locks.request(CHANNEL, { signal: stop.signal }, () => read(tell, stop.signal)).catch(() => undefined);
  // Without the lock this tab is told; what it was not told while it opened is what the polls are for.
  if (liveStatus.get() !== 'live') void askWhoReads();
  return () => {
    stop.abort();
    channel.close();
  };
}

async function askWhoReads(): Promise<void> {
  const { held = [] } = await navigator.locks.query();
  if (held.some(({ name }) => name === CHANNEL)) liveStatus.set('live');
}

async function read(tell: (message: Message) => void, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const stream = client.events.stream(
        {},
        {
          signal,
          onOpen: () => tell({ kind: 'status', status: 'live' }),
          // The API ends a stream from time to time, and the next one begins where it ended.
          onPause: (failure) => failure !== undefined && tell({ kind: 'status', status: 'stale' }),
        },
      );
      for await (const event of stream) tell({ kind: 'event', event });
    } catch {
      tell({ kind: 'status', status: 'stale' });
      await new Promise((resolve) => setTimeout(resolve, STALE_AFTER_MS));
    }
  }
}

const gathered = new Set<string>();

function take(message: Message): void {
  if (message.kind === 'status') {
    liveStatus.set(message.status);
    return;
  }
  if (gathered.size === 0) setTimeout(refresh, GATHER_MS);
  for (const resource of changedByEvent(message.event)) gathered.add(resource);
}

function refresh(): void {
  for (const resource of gathered) void queryClient.invalidateQueries({ queryKey: [resource] });
  gathered.clear();
}
