import type { CommerceClient } from '../client.ts';
import type { DataPreview } from '../internal/types/wire-types.ts';
import type { Command } from './command.ts';
import { EXIT, UsageError } from './exit-codes.ts';
import type { FileSample } from './file-sample.ts';
import type { Terminal } from './terminal.ts';

export const descriptorsPreview: Command = {
  name: 'descriptors preview',
  operands: ['DESCRIPTOR', 'FILE'],
  summary: 'Read the first rows of a file with a data descriptor and show what an import would do with them.',
  details:
    'DESCRIPTOR is an ID, the name of a built-in descriptor, or a file with a definition, such as the output of commerce\n' +
    'descriptors detect. FILE may be - for stdin; its first 384 KB are sent. Writes nothing. Exits with 1 if a row would be\n' +
    'rejected.',
  options: {
    'partner-id': { value: 'ID', help: 'the partner whose products to look up; default: the partner of the key' },
  },
  examples: [
    'commerce descriptors preview DD00001 preise.csv',
    'commerce descriptors preview builtin:shopify_products products_export.csv',
    'commerce descriptors preview preise.json preise.csv --json | jq .rows[0].values',
  ],
  async run(call) {
    const { arguments: given, terminal, signal } = call;
    const [descriptor = '', operand = ''] = given.operands;
    const { sampleOf } = await import('./file-sample.ts');
    const client = await call.client();
    const { sample } = await sampleOf(operand, signal);
    const shown = await preview(client, descriptor, { sample, partner: given.text('partner-id'), signal });
    if (terminal.json) await terminal.printJson(shown);
    else await print(terminal, shown);
    const isRejected = shown.rows.some(({ outcome }) => outcome === 'rejected');
    return isRejected || shown.error !== undefined ? EXIT.failed : EXIT.done;
  },
};

interface Sent {
  sample: FileSample['sample'];
  partner: string | undefined;
  signal: AbortSignal;
}

async function preview(
  client: CommerceClient,
  descriptor: string,
  { sample, partner, signal }: Sent,
): Promise<DataPreview> {
  if (/^DD\d+$/.test(descriptor)) return client.dataDescriptors.preview(descriptor, sample, { signal });
  const definition = await definitionOf(client, descriptor, signal);
  // The API knows which fields a definition has.
  const fields = { definition, ...(partner === undefined ? {} : { partner_id: partner }), ...sample };
  return client.dataDescriptors.previewDefinition(fields as never, { signal });
}

async function definitionOf(client: CommerceClient, descriptor: string, signal: AbortSignal): Promise<unknown> {
  if (descriptor.startsWith('builtin:')) {
    const { items } = await client.dataDescriptors.builtIn({ signal });
    const found = items.find(({ name }) => name === descriptor);
    if (found) return found.definition;
    throw new UsageError(
      `There is no built-in descriptor ${descriptor}. Available: ${items.map(({ name }) => name).join(', ')}.`,
    );
  }
  const { readText } = await import('./input-file.ts');
  const text = await readText(descriptor, signal);
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${descriptor} is not JSON: give an ID, a built-in descriptor, or a file with a definition.`);
  }
}

async function print(terminal: Terminal, { rows, error }: DataPreview): Promise<void> {
  const { tableLines } = await import('./table.ts');
  const targets = [...new Set(rows.flatMap(({ values }) => Object.keys(values)))];
  const lines = rows.map(({ line, outcome, values, problems }) => [
    String(line),
    outcome,
    ...targets.map((target) => values[target] ?? ''),
    problems.map(({ message }) => message).join(' '),
  ]);
  const style = { width: terminal.width, colours: terminal.hasColours };
  if (rows.length > 0) {
    for (const line of tableLines(['line', 'outcome', ...targets, 'problems'], lines, style))
      await terminal.print(line);
  }
  if (error !== undefined) terminal.complain(error);
}
