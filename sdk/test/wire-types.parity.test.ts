import type * as contract from '@commerce-integration/contract';
import type { RouteSchema } from '@commerce-integration/contract';
import { expectTypeOf, it } from 'vitest';
import type { EndpointOf, EndpointTypes } from '../src/internal/endpoints/endpoint.ts';
import type * as endpoints from '../src/internal/generated/endpoints.ts';
import type { Wire } from '../src/internal/types/contract-types.ts';

// Types only, compared by the compiler: those generated for the client, and those inferred from the contract.

/** Values that the API parses from text, such as `limit` in a query, have the parsed type. */
type Field<Input, Output> =
  | (unknown extends Input ? Wire<Output> : [Output] extends [boolean | undefined] ? Output : Wire<Input>)
  | (undefined extends Input ? undefined : never);
type Fields<Input, Output> = { [K in keyof Input]: Field<Input[K], K extends keyof Output ? Output[K] : never> };
type Part<R, Name extends string> = R extends { [N in Name]: RouteSchema<infer Input, infer Output> }
  ? Fields<Input, Output>
  : undefined;
type Json<T> = T extends RouteSchema<unknown, infer Output> ? Wire<Output> : never;
/** The successful responses with JSON; 503 of `/ready` has the same body. */
type Answer<R> = R extends { responses: infer A } ? Json<A[keyof A]> : never;

type Written<E, Name extends keyof EndpointTypes> =
  E extends EndpointOf<infer T> ? (Name extends keyof T ? T[Name] : undefined) : never;
/** The compiler does not distinguish optional fields, so their names are compared as well. */
type Same<A, B> = [A, keyof A] extends [B, keyof B] ? ([B, keyof B] extends [A, keyof A] ? true : false) : false;
type Or<T, Otherwise> = [T] extends [never] ? Otherwise : T;

/** The names of a feature's endpoints whose generated types differ from the contract. */
type Wrong<Router, Written_> = {
  [N in keyof Router & keyof Written_]: [
    Same<Written<Written_[N], 'query'>, Part<Router[N], 'query'>>,
    Same<Written<Written_[N], 'body'>, WithoutFile<Part<Router[N], 'body'>>>,
    Same<Written<Written_[N], 'answer'>, Or<Answer<Router[N]>, undefined>>,
  ] extends [true, true, true]
    ? never
    : N;
}[keyof Router & keyof Written_];
/** A body of any form has no type of its own. */
type WithoutFile<T> = [keyof T] extends [never] ? undefined : T extends { file?: unknown } ? Omit<T, 'file'> : T;

type Contract = contract.Contract;
type AllWrong = { [F in keyof Contract]: Wrong<Contract[F], typeof endpoints> }[keyof Contract];
/** Endpoints without generated types. */
type Missing = { [F in keyof Contract]: Exclude<keyof Contract[F], keyof typeof endpoints> }[keyof Contract];

it('the generated types equal those of the contract', () => {
  expectTypeOf<AllWrong>().toEqualTypeOf<never>();
  expectTypeOf<Missing>().toEqualTypeOf<never>();
});
