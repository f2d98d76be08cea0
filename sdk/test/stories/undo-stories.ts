import { expect } from 'vitest';
import type { StoryApi } from './story-api.ts';

const HEADER = 'sku,product_name,description,price,currency,availability,colour,size\n';
const RIGHT = `${HEADER}A,One,First,10.50,EUR,in stock,red,S\nB,Two,,20,EUR,in stock,,M\nC,Three,,,,,blue,\n`;
const WRONG = `${HEADER}A,Eins,,12,USD,out of stock,green,\nB,Zwei,Second,20,EUR,in stock,black,L\nD,Four,,4,EUR,,,\nE,Five,,5,EUR,in stock,,\nF,Six,,6,EUR,,,\n`;

/** A load is taken back, except for what was changed since and what was ordered. */
export async function aLoadIsUndone(api: StoryApi): Promise<void> {
  const fields = { partner_name: 'Undo Inc' };
  await api.load(RIGHT, { fields });
  const wrong = await api.load(WRONG, { fields });
  const jobId: string = wrong.body.job_id;
  await api.load('sku,product_name,size\nA,Uno,XL\nF,Sechs,\n', { fields });
  const ordered = (await api.get('/products?partner_name=Undo%20Inc&sku=E')).body.items[0];
  await api.post('/orders', { partner_name: 'Undo Inc', items: [{ product_id: ordered.product_id, quantity: 1 }] });

  const ended = async (answer: { body: { job_id: string } }) => {
    const job = await api.get(`/jobs/${answer.body.job_id}?wait=30`);
    await api.get(`/jobs/${answer.body.job_id}/errors?limit=100`);
    await api.get(`/jobs/${answer.body.job_id}/changes?limit=100`);
    return job.body;
  };
  const shown = await ended(await api.post(`/jobs/${jobId}/undo`, { validate_only: true }));
  expect(shown.result).toMatchObject({ processed: 5, reversed: 3, removed: 1, discontinued: 1, kept: 2, errored: 0 });
  const undone = await ended(await api.post(`/jobs/${jobId}/undo`, {}));
  expect(undone.result).toEqual(shown.result);
  await api.get('/products?partner_name=Undo%20Inc&limit=100');
  const first = (await api.get('/products?partner_name=Undo%20Inc&sku=A')).body.items[0];
  expect(first).toMatchObject({ product_name: 'Uno', price: 10.5, attributes: { colour: 'red', size: 'XL' } });
  await api.get(`/products/${first.product_id}/history?limit=100`);
  await api.get('/events?event_type=product.price.changed&limit=100');

  await api.post(`/jobs/${jobId}/undo`, {});
  await api.post(`/jobs/${undone.job_id}/undo`, {});
  await api.post(`/jobs/${jobId.replace('JV', 'JS')}/undo`, {});
  await api.post('/jobs/JV99999/undo', {});
  await api.post(`/jobs/${jobId}/undo`, { validate_only: 1 });
  const waiting = await api.upload(RIGHT, { fields });
  await api.post(`/jobs/${waiting.body.validation_job_id}/undo`, {});
}
