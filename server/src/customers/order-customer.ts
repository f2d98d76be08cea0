import { idNumber } from '@commerce-integration/contract';
import { customerProblems, type OrderProblem } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { rowsOf, sql } from '../database/sql.ts';
import { visibleTo } from '../database/visible-rows.ts';

export interface OrderCustomer {
  customerId: number | null;
  addressId: number | null;
  problems: OrderProblem[];
}

interface Named {
  customer_id?: string | undefined;
  shipping_address_id?: string | undefined;
}

/** The rows found; nulls for those that do not exist or are not visible to the unit of work. */
interface Found {
  customer: string | null;
  partner: string | null;
  address: string | null;
  address_customer: string | null;
}

/**
 * Finds the customer and the address of an order and locks both against deletion until the transaction ends. Problems
 * are returned, not thrown, so that an order can report all its problems together.
 *
 * @param partnerId the partner whose products are ordered
 * @returns numbers, null if not given or not usable; problems `not_found`, `customer_of_another_partner`,
 *   `address_of_another_customer`
 */
export async function findOrderCustomer(em: UnitOfWork, partnerId: number, named: Named): Promise<OrderCustomer> {
  const { customer_id, shipping_address_id } = named;
  if (customer_id === undefined && shipping_address_id === undefined) {
    return { customerId: null, addressId: null, problems: [] };
  }
  const found = await findAndHold(em, named);
  const customer = found.customer === null ? undefined : { partnerId: numberOf(found.partner) };
  const address = found.address === null ? undefined : { customerId: Number(found.address_customer) };
  return {
    customerId: numberOf(found.customer),
    addressId: numberOf(found.address),
    problems: customerProblems(named, { customer, address }, partnerId),
  };
}

/** One query for both. Locks in the order of `database/locks.ts`. */
async function findAndHold(em: UnitOfWork, { customer_id, shipping_address_id }: Named): Promise<Found> {
  const visible = visibleTo(em);
  const [found] = await rowsOf<Found>(
    sqlOf(em),
    sql`with customer_held as (
        select id, partner_id from customer where id = ${numberIn(customer_id)} and ${visible} for key share
      ),
      address_held as (
        select id, customer_id from customer_address where id = ${numberIn(shipping_address_id)} and ${visible} for key share
      )
     select c.id as customer, c.partner_id as partner, a.id as address, a.customer_id as address_customer
     from (select 1) one left join customer_held c on true left join address_held a on true`,
  );
  if (!found) throw new Error('A query that always has one row had none');
  return found;
}

/** The number in an ID; a number of no row if no ID is given. */
function numberIn(id: string | undefined): number {
  return id === undefined ? 0 : idNumber(id);
}

function numberOf(value: string | null): number | null {
  return value === null ? null : Number(value);
}
