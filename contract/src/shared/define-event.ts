import type { z } from 'zod';

/** An event type: its meaning, and the schema of its `data`. */
export interface EventDefinition<Type extends string = string, Data extends z.ZodType = z.ZodType> {
  readonly type: Type;
  /** When it is recorded, as a sentence. */
  readonly about: string;
  /** In the wire format: IDs and plain values, no customer data. */
  readonly data: Data;
  /** The ID of the object that an event is about. */
  subject(data: z.infer<Data>): string;
  /** Checked against `data` by a test. */
  readonly example: z.input<Data>;
}

/** Defines a type of event. An event is recorded in the transaction of the change that it reports. */
export function defineEvent<const Type extends string, Data extends z.ZodType>(
  type: Type,
  definition: Omit<EventDefinition<Type, Data>, 'type'>,
): EventDefinition<Type, Data> {
  return { type, ...definition };
}
