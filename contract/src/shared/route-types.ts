import type { ContractNoBodyType, ContractOtherResponse, ContractPlainType } from '@ts-rest/core';
import type { z } from 'zod';

/**
 * A schema as the compiler sees it in a route: input and output types. At run time it is the route's Zod schema.
 * ts-rest's types compare each schema with Zod's; with Zod's own types that takes a compiler most of a minute and a
 * gigabyte, in each program that imports the contract.
 */
export interface RouteSchema<Input, Output> {
  readonly _zod: Types<Input, Output>;
  readonly '~standard': z.core.$ZodStandardSchema<{ _zod: Types<Input, Output> }>;
}

interface Types<Input, Output> {
  readonly input: Input;
  readonly output: Output;
}

/** Any Zod schema. Recognised by one field, since comparing it with `z.ZodType` is slow. */
interface AnySchema {
  readonly _zod: unknown;
}

interface RouteParts {
  path: `/${string}`;
  summary: string;
  description?: string;
  metadata: object;
  headers?: AnySchema;
  pathParams?: AnySchema;
  query?: AnySchema;
  responses: Record<number, AnySchema | ContractNoBodyType | ContractOtherResponse<RouteSchema<unknown, unknown>>>;
}

interface BodyParts {
  body: AnySchema | ContractNoBodyType;
  contentType?: 'multipart/form-data';
}

/** A route as it is written. */
export type WrittenRoute = RouteParts &
  (
    | { method: 'GET' }
    | ({ method: 'POST' | 'PUT' | 'PATCH' } & BodyParts)
    | ({ method: 'DELETE' } & Partial<BodyParts>)
  );

type SchemaOf<T> = T extends { _zod: Types<infer Input, infer Output> } ? RouteSchema<Input, Output> : T;

/** For headers ts-rest accepts Zod schemas, which are slow to compare, or a type marked as plain. */
type HeadersOf<T> = ContractPlainType<SchemaOf<T>>;

type PartOf<Part, Value> = Part extends 'pathParams' | 'query' | 'body'
  ? SchemaOf<Value>
  : Part extends 'headers'
    ? HeadersOf<Value>
    : Part extends 'summary' | 'description'
      ? string
      : Value;

/** The responses of a route: its own, and the common ones with other statuses. */
type ResponsesOf<Own, Common> = {
  [Status in keyof Own | keyof Common]: Status extends keyof Own
    ? SchemaOf<Own[Status]>
    : Status extends keyof Common
      ? Common[Status]
      : never;
};

/** A route of the contract, with short types instead of Zod's. */
export type RouteOf<Route extends WrittenRoute, Common> = {
  [Part in keyof Route | 'strictStatusCodes']: Part extends 'strictStatusCodes'
    ? true
    : Part extends 'responses'
      ? ResponsesOf<Route['responses'], Common>
      : PartOf<Part, Route[Part & keyof Route]>;
};
