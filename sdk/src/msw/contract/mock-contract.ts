import { contract, type ProblemBody, type RouteAccess } from '@commerce-integration/contract';
import type { AppRoute } from '@ts-rest/core';

type Contract = typeof contract;

/** A part of the contract, such as `orders`. */
export type Feature = keyof Contract;
/** An endpoint's name in the contract, such as `createOrder`. */
export type OperationName = { [F in Feature]: keyof Contract[F] & string }[Feature];
/** The route of an operation. */
export type RouteOf<N extends OperationName> = {
  [F in Feature]: N extends keyof Contract[F] ? Contract[F][N] : never;
}[Feature];
/** The names of a feature's operations. */
export type OperationsOf<F extends Feature> = keyof Contract[F] & OperationName;

/** The type of a part of a request after its schema has parsed it. */
export type Parsed<R, Part extends string> = R extends { [P in Part]: SchemaOf<infer Output> } ? Output : undefined;
/** A schema of the contract whose values are of a type. */
interface SchemaOf<Output> {
  _zod: { output: Output };
}

/** The parsed JSON body. A form is parsed by its operation, and so is a body of any type. */
export type ParsedBody<R> = R extends { contentType: 'multipart/form-data' }
  ? undefined
  : R extends { metadata: { rawBody: true } }
    ? unknown
    : Parsed<R, 'body'>;

/** The bodies of an operation's successful responses, by status. */
export type BodiesOf<R> = R extends { responses: infer A extends object }
  ? { [S in Exclude<keyof A & number, ErrorStatus<A>>]: AnswerBody<A[S]> }
  : never;
type AnswerBody<T> =
  T extends SchemaOf<infer Output>
    ? Output
    : T extends { contentType: string; body: SchemaOf<infer Text> }
      ? Text
      : undefined;
/** Problems are thrown, not returned. */
type ErrorStatus<A> = {
  [S in keyof A]: A[S] extends { body: SchemaOf<ProblemBody> } ? S : never;
}[keyof A];

/** The successful responses as pairs of status and body. */
export type AnswerOf<R> = { [S in keyof BodiesOf<R>]: { status: S; body: BodiesOf<R>[S] } }[keyof BodiesOf<R>];

export interface Operation {
  name: OperationName;
  route: AppRoute;
  access: RouteAccess['access'];
}

/** Every operation in the order of the contract, which is the order in which the server matches paths. */
export const operations: readonly Operation[] = Object.values(contract).flatMap((router) =>
  Object.entries(router as Record<string, AppRoute>).map(([name, route]) => ({
    name: name as OperationName,
    route,
    access: (route.metadata as RouteAccess).access,
  })),
);

/** Existing names, for messages about one that does not exist. */
export const operationNames: readonly OperationName[] = operations.map(({ name }) => name);
