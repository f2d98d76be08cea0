import type { z } from 'zod';

/** A type of the contract with plain strings as IDs. */
export type Wire<T> = T extends z.core.$brand
  ? string
  : T extends readonly (infer U)[]
    ? Wire<U>[]
    : T extends object
      ? { [K in keyof T]: Wire<T[K]> }
      : T;

/**
 * The fields of a schema as a caller writes them. Values that the API parses from text, such as `limit` in a query or
 * `validate_only` in a form, have their own type.
 */
export type Fields<S extends z.ZodType> = {
  [K in keyof z.input<S>]: Field<z.input<S>[K], K extends keyof z.output<S> ? z.output<S>[K] : never>;
};

type Field<Input, Output> =
  | (unknown extends Input ? Wire<Output> : [Output] extends [boolean | undefined] ? Output : Input)
  | (undefined extends Input ? undefined : never);

/** The query of a route, as a caller writes it. */
export type QueryOf<R> = R extends { query: infer S extends z.ZodType } ? Fields<S> : never;

/** The JSON body of a route, as a caller writes it. */
export type BodyOf<R> = R extends { body: infer S extends z.ZodType } ? Fields<S> : never;

/** The JSON body of a route's successful responses. */
export type AnswerOf<R> = R extends { responses: infer A } ? JsonAnswer<A[keyof A]> : never;

type JsonAnswer<T> = T extends z.ZodType ? z.output<T> : never;

/** The items of a list route. */
export type ItemOf<R> = AnswerOf<R> extends { items: (infer T)[] } ? T : never;
