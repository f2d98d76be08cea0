import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CommerceClient } from '@commerce-integration/sdk';
import { describe, expect, it } from 'vitest';
import { DEMO_API_KEY } from '../../server/src/config/config.ts';
import { greeting } from '../../server/src/process/greeting.ts';
import { differences, readExpected, textDiffers } from './expected-output.ts';
import { startFreshServer } from './fresh-server.ts';
import { type Block, blocksOf, blocksOfTab, isLeftOut, isRun, pages, root, tabsOf } from './markdown.ts';
import { makeWorkplace, type Outcome, runPage } from './run-page.ts';

const all = pages().map((page) => ({ page, blocks: blocksOf(page) }));

/** Blocks that are shown and not run, each with its reason. */
const NOT_RUN = [
  ['CONTRIBUTING.md', 'these are the tests'],
  ['README.md', 'it listens until Ctrl-C'],
  ['README.md', 'needs Docker, and builds an image'],
  ['README.md', 'the tests start a server of their own, and are these tests'],
  ['docs/concepts/data-groups.md', 'a part of a descriptor'],
  ['docs/concepts/lists.md', 'the shape of an answer, not one answer'],
  ['docs/how-to/deploy-on-aws.md', 'needs an account of AWS'],
  ['docs/how-to/export-data.md', 'a part of a descriptor'],
  ['docs/how-to/export-data.md', 'needs the group'],
  ['docs/how-to/export-data.md', 'needs the group'],
  ['docs/how-to/import-the-contract.md', 'the tests have the package already'],
  ['docs/how-to/install-the-sdk.md', 'the tests of the examples run it'],
  ['docs/how-to/install-the-sdk.md', 'the tests of the packed SDK pack it by the same command, and install the file'],
  ['docs/how-to/install-the-sdk.md', 'the tests of the packed SDK run it, with a registry of their own'],
  ['docs/how-to/monitor.md', 'needs a tracer of the caller'],
  ['docs/how-to/rotate-encryption-keys.md', 'the keys of a running server are its configuration'],
  ['docs/how-to/rotate-encryption-keys.md', 'the keys of a running server are its configuration'],
  ['docs/how-to/run-in-production.md', 'needs Docker, and builds an image'],
  ['docs/how-to/test-against-the-mock.md', 'the tests of the packed SDK run it in Vitest'],
  ['docs/how-to/test-against-the-mock.md', 'the tests of the packed SDK run it in a browser'],
  ['docs/how-to/use-a-proxy.md', 'needs Bun'],
  ['docs/how-to/use-a-proxy.md', 'needs Deno'],
  ['docs/how-to/use-the-command-line.md', 'it runs until it is interrupted'],
  ['docs/how-to/verify-analytics.md', 'it is for a database that was damaged'],
  ['docs/how-to/verify-analytics.md', 'it looks for the database of the server, which the tests keep elsewhere'],
  ['docs/how-to/verify.md', 'it looks for the database of the server, which the tests keep elsewhere'],
  ['docs/index.md', 'it builds the site, which takes a minute'],
  ['docs/index.md', 'the tests start a server of their own'],
  ['docs/tutorial/as-a-partner.md', 'the tests start a server of their own'],
  ['docs/tutorial/as-the-operator.md', 'the tests start a server of their own'],
  ['docs/tutorial/first-event.md', 'the tests start a server of their own'],
  ['docs/tutorial/first-feed.md', 'the tests start a server of their own'],
  ['docs/tutorial/first-order.md', 'the tests start a server of their own'],
];

/** Pages about one tool, and those about commands on the server's machine. */
const FOR_ONE_TOOL = new Set([
  'docs/how-to/approve-and-block-exports.md',
  'docs/how-to/chain-exporters.md',
  'docs/how-to/deploy-on-aws.md',
  'docs/how-to/describe-a-file.md',
  'docs/how-to/find-what-is-stuck.md',
  'docs/how-to/handle-order-and-duplicates.md',
  'docs/how-to/import-a-shop-export.md',
  'docs/how-to/import-a-spreadsheet.md',
  'docs/how-to/import-an-erp-file.md',
  'docs/how-to/export-data.md',
  'docs/how-to/import-on-a-schedule.md',
  'docs/how-to/import-the-contract.md',
  'docs/how-to/import-xml.md',
  'docs/how-to/install-the-sdk.md',
  'docs/how-to/monitor.md',
  'docs/how-to/recover-missed-events.md',
  'docs/how-to/rotate-a-webhook-secret.md',
  'docs/how-to/rotate-encryption-keys.md',
  'docs/how-to/run-in-production.md',
  'docs/how-to/scale-out.md',
  'docs/how-to/test-against-the-mock.md',
  'docs/how-to/use-a-proxy.md',
  'docs/how-to/use-the-command-line.md',
  'docs/how-to/use-the-console.md',
  'docs/how-to/verify-analytics.md',
  'docs/how-to/verify-webhooks.md',
  'docs/how-to/verify.md',
]);

/** Pages that say in their first lines that only the operator can do this. */
const NEEDS_THE_OPERATOR = new Set(['docs/how-to/approve-orders.md', 'docs/how-to/rotate-an-api-key.md']);

const typesOnly = {
  extends: path.join(root, 'tsconfig.base.json'),
  compilerOptions: { typeRoots: [path.join(root, 'node_modules', '@types')] },
  include: ['*.ts'],
};

describe('the snippets of the docs', () => {
  it('are all run or compared, except those that say why not', () => {
    const left = all
      .flatMap(({ blocks }) => blocks)
      .filter(isLeftOut)
      .map((block) => [block.page, block.notRun ?? `line ${block.line} gives no reason`]);
    expect(left.sort()).toEqual(NOT_RUN);
  });

  it('in TypeScript have the right types', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'commerce-types-'));
    await makeWorkplace(
      folder,
      all.flatMap(({ blocks }) => blocks.filter(isRun)),
    );
    await writeFile(path.join(folder, 'tsconfig.json'), JSON.stringify(typesOnly));
    const compiler = path.join(root, 'node_modules', 'typescript-7', 'bin', 'tsc');
    const { stdout } = spawnSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' });
    await rm(folder, { recursive: true, force: true });
    expect(stdout).toBe('');
  });

  it.concurrent.each(readings())('$page runs as printed$how', async ({ blocks, tab, isPartner }) => {
    const server = await startFreshServer();
    try {
      const read = blocksOfTab(blocks, tab);
      const reader = { url: server.url, ...(isPartner && { key: await partnersKey(server.url) }) };
      const outcomes = await runPage(read.filter(isRun), reader);
      const wrong = outcomes.flatMap((outcome) => [...wrongStatus(outcome), ...wrongOutput(outcome, blocks)]);
      expect(wrong).toEqual([]);
    } finally {
      await server.stop();
    }
  });

  it('of a how-to are shown for curl, TypeScript and the command line, unless the page is about one of them', () => {
    const untold = all.filter(
      ({ page, blocks }) =>
        page.startsWith('docs/how-to/') && !tabsOf(blocks).includes('curl') && !FOR_ONE_TOOL.has(page),
    );
    expect(untold.map(({ page }) => page)).toEqual([]);
  });
});

interface Reading {
  page: string;
  blocks: Block[];
  /** The tab to run, and whether to use the key of the pages' partner. */
  tab: string | undefined;
  isPartner: boolean;
  how: string;
}

/** Each page, once for each of its tabs. */
function readings(): Reading[] {
  const runnable = [...all.filter(({ blocks }) => blocks.some(isRun)), greetingsCommands()];
  return runnable.flatMap(({ page, blocks }) =>
    tabsOf(blocks).map((tab) => {
      const isPartner = isForPartner(page, tab);
      const how = `${tab ? `, in ${tab}` : ''}${isPartner ? ", with a partner's key" : ''}`;
      return { page, blocks, tab, isPartner, how };
    }),
  );
}

/** A page with tabs works with both keys: its curl tab runs with a partner's key, the others with the operator's. */
function isForPartner(page: string, tab: string | undefined): boolean {
  return tab === 'curl' && !NEEDS_THE_OPERATOR.has(page);
}

/** A key of the partner that the pages name, registered by the operator. */
async function partnersKey(baseUrl: string): Promise<string> {
  const { partners } = new CommerceClient({ baseUrl, apiKey: DEMO_API_KEY });
  const { partner_id } = await partners.create({ partner_name: 'Acme Corp' });
  return (await partners.createApiKey(partner_id, { name: 'the reader' })).secret;
}

/** The commands that the server prints after its start must work as well. */
function greetingsCommands(): { page: string; blocks: Block[] } {
  const page = 'server/src/process/greeting.ts';
  const lines = greeting('http://localhost:3000', DEMO_API_KEY)
    .split('\n')
    .map((line) => line.trim());
  const commands = lines.filter((line) => line.startsWith('curl '));
  return { page, blocks: commands.map((text, index) => ({ page, line: index, language: 'sh', text })) };
}

function wrongStatus({ block, answered }: Outcome): string[] {
  if (block.answers === undefined || block.answers === answered) return [];
  return [`${block.page}:${block.line} answered ${answered}, not ${block.answers}`];
}

function wrongOutput({ block, output }: Outcome, blocks: Block[]): string[] {
  const shown = blocks.find((other) => other.outputOf === block);
  if (!shown) return [];
  const at = `${shown.page}:${shown.line}`;
  if (shown.language === 'text') return textDiffers(shown.text, output) ? [`${at} is\n${output}`] : [];
  try {
    return differences(readExpected(shown.text), JSON.parse(output), at);
  } catch (error) {
    return [`${at}: ${(error as Error).message}\n${output}`];
  }
}
