import { EVENT_TYPES } from './event-types.ts';

/** What is said of a value that is no type of event: all that are. */
export function unknownEvent({ input }: { input?: unknown }): string {
  const what = typeof input === 'string' ? `Unknown event ${JSON.stringify(input)}` : 'An event is named by its type';
  return `${what}. Known events: ${EVENT_TYPES.join(', ')}`;
}
