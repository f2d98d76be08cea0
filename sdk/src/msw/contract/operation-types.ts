import type * as contract from '@commerce-integration/contract';
import type { Wire } from '../../internal/types/contract-types.ts';
import type { BodiesOf, OperationName, Parsed, ParsedBody, RouteOf } from './mock-contract.ts';

// Every type of the contract that users of the mock need, in one place: the build writes these types out in full, so
// that the published declarations need neither the contract nor its libraries.

/** Every operation of the contract: the parsed parts of its requests, and its responses. */
export type Operations = {
  [N in OperationName]: {
    params: Wire<Parsed<RouteOf<N>, 'pathParams'>>;
    query: Wire<Parsed<RouteOf<N>, 'query'>>;
    body: RouteOf<N> extends { metadata: { rawBody: true } } ? unknown : Wire<ParsedBody<RouteOf<N>>>;
    answer: { [S in keyof BodiesOf<RouteOf<N>>]: { status: S; body: Wire<BodiesOf<RouteOf<N>>[S]> } }[keyof BodiesOf<
      RouteOf<N>
    >];
  };
};

/** Stable code of a problem. */
export type ProblemCode = contract.ProblemCode;
/** The problem of one field. */
export type FieldError = Wire<contract.FieldError>;
/** A permission of an API key. */
export type Scope = contract.Scope;
/** A partner. */
export type Partner = Wire<contract.Partner>;
/** A product of the catalogue. */
export type Product = Wire<contract.Product>;
/** The availability of a product. */
export type Availability = contract.Availability;
