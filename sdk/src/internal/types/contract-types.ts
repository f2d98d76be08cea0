import type { z } from 'zod';

/** A type of the contract with plain strings as IDs. */
export type Wire<T> = T extends z.core.$brand
  ? string
  : T extends readonly (infer U)[]
    ? Wire<U>[]
    : T extends object
      ? { [K in keyof T]: Wire<T[K]> }
      : T;
