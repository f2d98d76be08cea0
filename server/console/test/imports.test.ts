import { describe, expect, it } from 'vitest';
import { Imports } from '../../test/support/imports.ts';
import { startTestServer } from '../../test/support/server.ts';
import { signedIn } from './support/visitor.ts';

const server = await startTestServer();
const acme = await server.partner('Acme Corp');

describe('a partner', () => {
  it('creates a descriptor in the editor and imports a file with it', async () => {
    const visitor = await signedIn(server, acme.key);
    const { page } = visitor;
    await visitor.open('/data-descriptors');
    await page.getByRole('link', { name: 'Create a descriptor' }).first().click();
    await visitor.heading('Create a descriptor').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('Articles of the ERP');
    await page.getByLabel('File names').fill('artikel*.csv');
    await page.getByLabel('Delimiter').selectOption('Semicolon');
    await visitor.text('Still needed: product_name.').waitFor();
    const column = (number: number) => page.getByRole('group', { name: `Column ${number}`, exact: true });
    await column(1).getByLabel('Comes from').fill('Nummer');
    await visitor.button('Add a column').click();
    await column(2).getByLabel('Comes from').fill('Bezeichnung');
    await visitor.button('Add a column').click();
    await column(3).getByLabel('Goes to').fill('prise');
    await column(3).getByLabel('Comes from').fill('Preis');
    await column(3).getByLabel('Read as').selectOption('Decimal');
    await visitor.button('Options of column 3').click();
    await page.getByLabel('Decimal separator').selectOption('Comma');
    await visitor.button('Create the descriptor').click();
    // The API's errors are shown at their columns.
    await page.getByRole('listitem').filter({ hasText: 'Unknown target prise: did you mean price?' }).waitFor();
    await column(3).getByLabel('Goes to').fill('price');
    await visitor.button('Add a column').click();
    await column(4).getByLabel('Goes to').fill('currency');
    await visitor.button('Options of column 4').click();
    await page.getByLabel('Constant').last().fill('EUR');
    await visitor.button('Create the descriptor').click();
    await visitor.heading('Articles of the ERP').waitFor();
    await page.getByRole('table', { name: 'Columns' }).getByText('decimal comma').waitFor();

    await page.getByRole('link', { name: 'Imports' }).click();
    await visitor.button('Create a group').first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('ERP, nightly');
    await dialog.getByLabel('Descriptors').selectOption('Articles of the ERP');
    await dialog.getByRole('button', { name: 'Create the group' }).click();
    await visitor.heading('ERP, nightly').waitFor();
    await visitor.button('Import a file').click();
    await page
      .getByRole('dialog')
      .locator('input[type=file]')
      .setInputFiles({
        name: 'artikel-2026.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from('Nummer;Bezeichnung;Preis\nA-1;Lampe;19,90\nA-2;Tisch;teuer\n'),
      });
    await page.getByRole('dialog').getByRole('button', { name: 'Import' }).click();
    await visitor.heading('Import job').waitFor();
    const files = page.getByRole('table', { name: 'Files of the import' });
    await files.getByText('artikel-2026.csv').waitFor();
    const [, row] = await files.getByRole('row').allInnerTexts();
    expect(row?.split(/\s+/).slice(-5)).toEqual(['2', '1', '0', '0', '1']);
    await page.getByRole('table', { name: 'Rejected values' }).getByText('teuer').first().waitFor();

    await page.getByRole('link', { name: /^DG/ }).click();
    const runs = page.getByRole('table', { name: 'Imports of this group' });
    await runs.getByText('Completed').waitFor();
    expect(visitor.complaints).toEqual([]);
  });

  it('undoes an import after a preview of the effects', async () => {
    const imports = new Imports(server, acme);
    const { job } = await imports.run('DG00001', 'artikel-wrong.csv', 'Nummer;Bezeichnung;Preis\nA-1;Lampe;1,99\n');
    const visitor = await signedIn(server, acme.key);
    const { page } = visitor;
    await visitor.open(`/jobs/${job.job_id}`);
    await visitor.button('Undo').click();
    const changes = page.getByRole('table', { name: 'Changes that the undo would make' });
    await changes.getByText('A-1').waitFor();
    expect(await changes.textContent()).toMatch(/A-1Price1\.9919\.9/);
    await visitor.button('Undo the load').click();
    await visitor.heading('Undo job').waitFor();
    await visitor.text(/^Undo completed\./).waitFor();
    await page.getByRole('link', { name: job.job_id }).first().waitFor();
    expect((await server.products('&sku=A-1'))[0]?.price).toBe(19.9);
    expect(visitor.complaints).toEqual([]);
  });

  it('fills the form from a file, and previews its first rows while editing', async () => {
    const visitor = await signedIn(server, acme.key);
    const { page } = visitor;
    await visitor.open('/data-descriptors/new');
    await page.locator('input[type=file]').setInputFiles({
      name: 'preise_2026-04.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('Artikelnummer;Preis;Lagerplatz\nA-1;1.299,50 €;x\nA-9;teuer;y\n'),
    });
    await visitor.button('Fill the form from this file').click();
    await visitor.text('Not used: Lagerplatz.').waitFor();
    const rows = page.getByRole('table', { name: 'First rows' });
    await rows.getByText('1299.50').waitFor();
    await rows.getByText('Reject').first().waitFor();
    // With another delimiter, the file does not have these columns.
    await page.getByLabel('Delimiter').selectOption('Comma');
    await rows.getByText('1299.50').waitFor({ state: 'detached' });
    expect(visitor.complaints).toEqual([]);
  });

  it('sets a schedule, sees its next runs, pauses and resumes it', async () => {
    const visitor = await signedIn(server, acme.key);
    const { page } = visitor;
    await visitor.open('/data-groups/DG00001');
    await visitor.button('Set a schedule').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Cron').fill('0 6 * *');
    await dialog.getByLabel('Folder').fill('erp');
    await dialog.getByRole('button', { name: 'Set the schedule' }).click();
    await dialog.getByRole('alert').first().waitFor();
    await dialog.getByLabel('Cron').fill('0 6 * * mon-fri');
    await dialog.getByRole('button', { name: 'Set the schedule' }).click();
    await dialog.waitFor({ state: 'detached' });
    const card = page.locator('section', { hasText: 'Next runs' });
    await expect.poll(() => card.locator('time').count()).toBe(5);
    await card.getByRole('button', { name: 'Pause' }).click();
    await card.waitFor({ state: 'detached' });
    await visitor.button('Resume').click();
    await card.waitFor();
    expect(visitor.complaints).toEqual([]);
  });

  it('changes a descriptor, which creates a version, and views the previous one', async () => {
    const visitor = await signedIn(server, acme.key);
    const { page } = visitor;
    await visitor.open('/data-descriptors/DD00001/edit');
    await page.getByLabel('File names').fill('articles*.csv');
    await visitor.button('Save as a new version').click();
    await page.getByText('articles*.csv').waitFor();
    await page.getByRole('link', { name: '1', exact: true }).click();
    await visitor.text('This is a former version.').waitFor();
    await page.getByText('artikel*.csv').waitFor();
    expect(await page.getByRole('button', { name: 'Delete' }).count()).toBe(0);
  });
});
