import type { TestServer } from './server.ts';

/**
 * Begins a change of a partner that has recorded an event (`customer.created` of `CU99999`) and is not committed yet.
 *
 * @returns the function that commits it
 */
export async function beginChange({ pool }: TestServer, partnerId: string): Promise<() => Promise<void>> {
  const client = await pool.connect();
  await client.query('begin');
  await client.query(
    `insert into event (event_type, partner_id, subject_id, data, occurred_at)
     values ('customer.created', $1, 'CU99999', '{"customer_id":"CU99999"}', clock_timestamp())`,
    [Number(partnerId.slice(2))],
  );
  return async () => {
    await client.query('commit');
    client.release();
  };
}
