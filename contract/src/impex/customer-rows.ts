import { createAddressSchema, createCustomerSchema } from '../customers/customers.ts';
import { caselessKey } from '../shared/text.ts';
import type { ImportProblem } from './import-problems.ts';

const ADDRESS_FIELDS = ['address_line1', 'address_line2', 'city', 'state', 'postal_code', 'country'] as const;
/** The required fields of a new customer. */
const NEEDED = ['first_name', 'last_name', 'email'] as const;
const OWN_FIELDS = [...NEEDED, 'phone'] as const;

/** The targets of rows that are customers. */
export const CUSTOMER_TARGETS: readonly string[] = ['external_id', ...OWN_FIELDS, ...ADDRESS_FIELDS];

/** The address in a row. */
export interface RowAddress {
  readonly address_line1: string;
  readonly address_line2: string | null;
  readonly city: string;
  readonly state: string;
  readonly postal_code: string;
  readonly country: string;
}

/** The fields of a customer itself, without those that the row does not have. */
export interface RowCustomer {
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
  readonly phone: string | null;
}

/** A row about a customer. */
export interface CustomerRow {
  readonly external_id: string;
  readonly fields: Partial<RowCustomer>;
  /** Omitted if all of its cells are blank. */
  readonly address?: RowAddress;
}

type Values = Readonly<Record<string, string | null | undefined>>;

/**
 * The customer of a row, or why the row is invalid. A problem has no value, since that may be personal.
 *
 * @param values by target; null for a blank cell, undefined if the descriptor has no such column
 */
export function customerRow(values: Values): CustomerRow | ImportProblem {
  const external_id = readField('external_id', values.external_id);
  if ('problem' in external_id) return external_id.problem;
  const fields: Record<string, string | null> = {};
  for (const name of OWN_FIELDS) {
    if (values[name] === undefined) continue;
    const field = readField(name, values[name]);
    if ('problem' in field) return field.problem;
    fields[name] = field.value;
  }
  const address = addressOf(values);
  if (address && 'code' in address) return address;
  return { external_id: external_id.value ?? '', fields, ...(address ? { address } : {}) };
}

/** @param values only `external_id` counts */
export function customerKey(values: Values): string | ImportProblem {
  const field = readField('external_id', values.external_id);
  return 'problem' in field ? field.problem : (field.value ?? '');
}

function readField(
  column: 'external_id' | (typeof OWN_FIELDS)[number],
  value: string | null | undefined,
): { value: string | null } | { problem: ImportProblem } {
  if (!value && column === 'phone') return { value: null };
  if (!value) return { problem: { column, code: 'required', message: `${column} must not be empty.` } };
  const parsed = createCustomerSchema.shape[column].safeParse(value);
  if (parsed.success) return { value: parsed.data ?? null };
  return { problem: { column, code: 'invalid_value', message: parsed.error.issues[0]?.message ?? '' } };
}

function addressOf(values: Values): RowAddress | ImportProblem | undefined {
  const given = ADDRESS_FIELDS.filter((name) => values[name]);
  if (given.length === 0) return undefined;
  const missing = ADDRESS_FIELDS.find((name) => !values[name] && name !== 'address_line2' && name !== 'country');
  if (missing !== undefined) {
    return { column: missing, code: 'required', message: `An address needs ${missing}.` };
  }
  const parsed = createAddressSchema.safeParse(Object.fromEntries(given.map((name) => [name, values[name]])));
  if (parsed.success) return { ...parsed.data, address_line2: parsed.data.address_line2 ?? null };
  const [issue] = parsed.error.issues;
  return { column: String(issue?.path[0] ?? ''), code: 'invalid_value', message: issue?.message ?? '' };
}

/** An existing customer, with the keys of its addresses. */
export interface KnownCustomer extends RowCustomer {
  readonly addresses: readonly RowAddress[];
}

/** A customer to create or change. */
export interface WrittenCustomer {
  readonly customer: RowCustomer;
  readonly isNew: boolean;
  /** Whether its own fields have changed. */
  readonly isChanged: boolean;
  readonly newAddresses: readonly RowAddress[];
}

/** The outcomes of rows, in order, and the customers to write, by external ID. */
export interface CustomersPlan {
  readonly outcomes: readonly ('inserted' | 'updated' | 'unchanged' | 'skipped' | ImportProblem)[];
  readonly written: ReadonlyMap<string, WrittenCustomer>;
}

/**
 * Plans the outcomes of rows about customers. Each row sees the effects of earlier rows. An address is added unless the
 * customer has an equal one; existing addresses are never changed.
 *
 * @param known the existing customers, by external ID
 */
export function planCustomers(
  known: ReadonlyMap<string, KnownCustomer>,
  rows: readonly CustomerRow[],
  mode: 'merge' | 'insert_only' | 'update_only',
): CustomersPlan {
  const written = new Map<string, WrittenCustomer>();
  const addresses = new Map<string, Set<string>>();
  const outcomes = rows.map((row): CustomersPlan['outcomes'][number] => {
    const { external_id: id, fields, address } = row;
    const stored = known.get(id);
    const before = written.get(id);
    const current = before?.customer ?? stored;
    if (current ? mode === 'insert_only' : mode === 'update_only') return 'skipped';
    const customer = { phone: null, ...ownFields(current), ...fields };
    if (!isWhole(customer)) return incomplete(customer);
    const there = addresses.get(id) ?? new Set((stored?.addresses ?? []).map(addressKey));
    addresses.set(id, there);
    const isNewAddress = address !== undefined && !there.has(addressKey(address));
    const isChanged = current === undefined || OWN_FIELDS.some((name) => customer[name] !== current[name]);
    if (!isChanged && !isNewAddress) return 'unchanged';
    if (isNewAddress) there.add(addressKey(address));
    written.set(id, {
      customer,
      isNew: stored === undefined,
      isChanged: isChanged || (before?.isChanged ?? false),
      newAddresses: [...(before?.newAddresses ?? []), ...(isNewAddress ? [address] : [])],
    });
    return current ? 'updated' : 'inserted';
  });
  return { outcomes, written };
}

function ownFields(customer: RowCustomer | undefined): Partial<RowCustomer> {
  if (!customer) return {};
  const { first_name, last_name, email, phone } = customer;
  return { first_name, last_name, email, phone };
}

type Maybe = Partial<RowCustomer> & Pick<RowCustomer, 'phone'>;

function isWhole(customer: Maybe): customer is RowCustomer {
  return NEEDED.every((name) => customer[name] !== undefined);
}

function incomplete(customer: Maybe): ImportProblem {
  const column = NEEDED.find((name) => customer[name] === undefined) ?? NEEDED[0];
  return { column, code: 'required', message: `A new customer needs ${NEEDED.join(', ')}.` };
}

/** Addresses are compared case-insensitively. */
function addressKey(address: RowAddress): string {
  return JSON.stringify(ADDRESS_FIELDS.map((name) => caselessKey(address[name] ?? '')));
}

/** A row of an import that deletes customers. */
export interface RemovedCustomer {
  readonly hasOrders: boolean;
}

/**
 * Plans which customers rows delete. One with orders stays.
 *
 * @param known the existing customers, by external ID
 */
export function planCustomerRemoval(
  known: ReadonlyMap<string, RemovedCustomer>,
  externalIds: readonly string[],
): { outcomes: readonly ('updated' | ImportProblem)[]; removed: ReadonlySet<string> } {
  const removed = new Set<string>();
  const outcomes = externalIds.map((id) => {
    const customer = removed.has(id) ? undefined : known.get(id);
    if (!customer) return problem('unknown_customer', 'No customer has this external_id.');
    if (customer.hasOrders) return problem('has_orders', 'The customer has orders: it cannot be deleted.');
    removed.add(id);
    return 'updated';
  });
  return { outcomes, removed };
}

function problem(code: ImportProblem['code'], message: string): ImportProblem {
  return { column: 'external_id', code, message };
}

/** The length in characters from which a value must not appear in a message. */
const TELLING = 3;

/** Removes the value from a problem, for rows of personal data. */
export function withoutValue({ value = '', message, ...problem }: ImportProblem): ImportProblem {
  return { ...problem, message: value.length < TELLING ? message : message.replaceAll(value, '***') };
}
