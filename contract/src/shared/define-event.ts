import type { z } from 'zod';

/** One type of event: what it tells, and what its `data` holds. */
export interface EventDefinition<Type extends string = string, Data extends z.ZodType = z.ZodType> {
  readonly type: Type;
  /** When it is recorded, as a sentence. */
  readonly about: string;
  /** Wire-shaped: IDs and plain values, no customer data. */
  readonly data: Data;
  /** Checked against `data` by a test. */
  readonly example: z.input<Data>;
}

/** Defines a type of event. An event is recorded in the transaction of the change that it tells of. */
export function defineEvent<const Type extends string, Data extends z.ZodType>(
  type: Type,
  definition: Omit<EventDefinition<Type, Data>, 'type'>,
): EventDefinition<Type, Data> {
  return { type, ...definition };
}
