/** The faults of a call, in the order in which they can occur. */
export const FAULTS = [
  /** The connection ends before the server receives the call. */
  'request lost',
  /** The server gets half of the request, and then the client disconnects. */
  'request cut off',
  /** 5xx from something in front of the server, which does not receive the call. */
  'refused with 5xx',
  /** The server receives the call after the client has stopped waiting, and most likely tried again. */
  'request delayed',
  /** The server has processed the call, and its response is held back until the client has stopped waiting. */
  'answer delayed',
  /** The server has processed the call, and something in front of it responds with 5xx. */
  'answered with 5xx',
  /** The server has processed the call, and the connection ends without a response. */
  'answer lost',
  /** The connection ends in the middle of the response. */
  'answer cut off',
  /** Half of the response arrives as if it were complete. */
  'answer shortened',
] as const;
export type Fault = (typeof FAULTS)[number];

/** Each fault affects one call in this number: nine faults in thirty calls are 30 %. */
const DECK = 30;

/**
 * Assigns faults to calls in order of arrival: the same seed gives the same faults. Each thirty calls have every fault
 * once, in random order.
 */
export function faultDealer(seed: number): () => Fault | undefined {
  const random = randomNumbers(seed);
  let deck: (Fault | undefined)[] = [];
  return () => {
    if (deck.length === 0) deck = [...FAULTS, ...Array<undefined>(DECK - FAULTS.length).fill(undefined)];
    return deck.splice(Math.floor(random() * deck.length), 1)[0];
  };
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
