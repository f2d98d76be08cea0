import type { Event } from '@commerce-integration/contract';
import { eventsOf } from '../store/mock-event-log.ts';
import type { EventRow } from '../store/mock-rows.ts';
import type { MockTables } from '../store/mock-tables.ts';

interface StreamRequest {
  /** The number of the last event that was read; undefined to begin now. */
  position: number | undefined;
  wants(row: EventRow): boolean;
  present(row: EventRow): Event;
  signal: AbortSignal;
}

/** The events of a stream: what was missed, and then each as it is recorded, until the reader goes or the mock is reset. */
export function eventStream(tables: MockTables, request: StreamRequest): ReadableStream<Uint8Array> {
  const { position, wants, present, signal } = request;
  const encoder = new TextEncoder();
  let stop = () => {};
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const recorded = (row: EventRow) => {
        const message = `id: e${row.id}\nevent: ${row.type}\ndata: ${JSON.stringify(present(row))}\n\n`;
        if (wants(row)) send(message);
      };
      const rows = [...eventsOf(tables).values()];
      const last = rows.at(-1)?.id ?? 0;
      send('retry: 1000\n\n');
      for (const row of rows.filter(({ id }) => id > (position ?? last))) recorded(row);
      send(`: still here\nid: e${Math.max(last, position ?? 0)}\n\n`);
      const end = () => {
        stop();
        controller.close();
      };
      const listener = { recorded, reset: end };
      tables.eventListeners.add(listener);
      signal.addEventListener('abort', end, { once: true });
      stop = () => {
        tables.eventListeners.delete(listener);
        signal.removeEventListener('abort', end);
      };
    },
    cancel: () => stop(),
  });
}
