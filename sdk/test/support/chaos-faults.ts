/** What may happen to a call on its way, in the order of the way. */
export const FAULTS = [
  /** The connection ends before the server has heard of the call. */
  'request lost',
  /** The server gets half of the request, and then nobody is there. */
  'request cut off',
  /** 5xx from something before the server, which never hears of the call. */
  'refused with 5xx',
  /** The server gets it when nobody waits for the answer any more, and most likely another try has been made. */
  'request delayed',
  /** The server has done it, and its answer is held back until nobody waits for it any more. */
  'answer delayed',
  /** The server has done it, and something on the way back answers 5xx. */
  'answered with 5xx',
  /** The server has done it, and the connection ends without an answer. */
  'answer lost',
  /** The connection ends in the middle of the answer. */
  'answer cut off',
  /** Half of the answer comes as if it were all of it. */
  'answer shortened',
] as const;
export type Fault = (typeof FAULTS)[number];

/** Each fault meets one call of so many: nine of thirty are 30 %. */
const DECK = 30;

/**
 * Deals the calls' fates, in the order in which they come: the same seed, the same fates. Each thirty calls have every
 * fault once, in an order of their own.
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
