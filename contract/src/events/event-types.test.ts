import { describe, expect, it } from 'vitest';
import { EVENTS } from './event-types.ts';

describe('events', () => {
  it.each(EVENTS.map((event) => [event.type, event] as const))(
    '%s has an example of its data',
    (_, { data, example }) => {
      expect(data.parse(example)).toEqual(example);
    },
  );

  it('have unique types', () => {
    const types = EVENTS.map(({ type }) => type);
    expect(new Set(types).size).toBe(types.length);
  });
});
