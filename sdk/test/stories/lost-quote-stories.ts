import { expect } from 'vitest';
import type { StoryApi } from './story-api.ts';

const HEADER = 'sku,product_name,price\n';

/** A misplaced quote rejects only its own line; a full feed then discontinues nothing. */
export async function lostQuotesCostTheirLine(api: StoryApi): Promise<void> {
  const fields = { partner_name: 'Quotes Inc' };
  await api.load(`${HEADER}Q1,Quilt,1\nQ2,Quill,2\nQ3,Quiver,3\nQ4,Quad,4\nQ5,Quay,5\n`, { fields });
  const files = [
    'Q1,"Quilt,1\nQ2,Quill,2\nQ3,Quiver 30" wide,3\nQ4,Quad,4\n',
    'Q1,"Quilt \\"x\\"",1\nQ2,"Quill,2\nQ3,Quiver,3\n',
    'Q1,"Quilt,1\nQ2,Quill,2\nQ3,Quiver",3\nQ4,Quad,4\n',
    'Q1,"Quilt,1\nQ2,Quill,2\nQ3,Quiver,3"\nQ4,Quad,x\n',
  ];
  for (const rows of files) {
    const job = await api.load(HEADER + rows, { fields: { ...fields, mode: 'full' } });
    expect(job.body.result, rows).toMatchObject({ removed: 0, notes: [{ code: 'nothing_removed' }] });
    await api.get(`/jobs/${job.body.job_id}`);
    await api.get(`/jobs/${job.body.job_id}/errors?limit=100`);
    const report = await api.get(`/jobs/${job.body.job_id}/errors.csv`);
    await api.load(report.text, { fields });
  }
  const shifted = 'product_name,sku\nQuilt, big,Q1\nQuill,Q2\n';
  await api.load(shifted, { fields: { ...fields, mode: 'full' } });
  await api.get('/products?partner_name=Quotes%20Inc');
}

/** Additions of spreadsheets and concatenated files are skipped, with a note. */
export async function spreadsheetsAreTaken(api: StoryApi): Promise<void> {
  const fields = { partner_name: 'Sheets Inc' };
  const files: [string, string?, string?][] = [
    ['sep=;\r\nsku;product_name;price\r\nS1;Sofa;1\r\n;;\r\nS2;Shelf\r\nS3;Sink;3;;\r\n'],
    ['sku,product_name,,\nS1,Sofa,,\nS2,Shelf,,x\n'],
    ['\uFEFF\uFEFF"sku","product_name"\nS1,Sofa\n\uFEFF"sku","product_name"\n\uFEFF"S2",Shelf\n'],
    ['s\u200Bku\tproduct_name\nS\u00AD1\tSofa\nS1\tSofa  bed\n1.2E+12\tShelf\n', 'a.tsv', 'text/tab-separated-values'],
    ['sku;product_name;note (a, b, c)\nS1;Cafe\u0301;x\n', 'a.txt', 'text/plain'],
    [`sku,product_name,price,external_id\nS1,Sofa,1.${'0'.repeat(100)},x\nS2,Shelf,1,${'y'.repeat(256)}\n`],
    ['sku,product_name\nS1,Sofa\nproduct_name,sku\nShelf,S2\n'],
  ];
  for (const [file, name = 'a.csv', type = 'application/csv'] of files) {
    const job = await api.load(file, { fields, name, type });
    await api.get(`/jobs/${job.body.job_id}/errors?limit=100`);
    await api.get(`/jobs/${job.body.job_id}/errors.csv`);
  }
  const products = await api.get('/products?partner_name=Sheets%20Inc');
  expect(products.body.items[0]).toMatchObject({ sku: 'S1' });
  for (const file of ['Price list,,\n\nsku,product_name,\nS1,Sofa,\n', 'PK\u0003\u0004\0', 'name,price\nSofa,1\n']) {
    expect((await api.upload(file, { fields })).status).toBe(400);
  }
}
