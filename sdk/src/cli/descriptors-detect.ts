import type { Command, CommandCall } from './command.ts';
import { EXIT } from './exit-codes.ts';

export const descriptorsDetect: Command = {
  name: 'descriptors detect',
  operands: ['FILE'],
  summary: 'Propose the definition of a data descriptor from the beginning of a file.',
  details:
    'FILE may be - for stdin. Sends the first 384 KB; a workbook must not be larger. Prints the definition as JSON, as input\n' +
    'for commerce data-descriptors create, and lists columns without a target on stderr.',
  options: {},
  examples: [
    'commerce descriptors detect preise.csv > preise.json',
    'commerce descriptors detect preise.xlsx --json | jq .missing',
  ],
  async run(call) {
    const { arguments: given, terminal } = call;
    const { sampleOf } = await import('./file-sample.ts');
    const client = await call.client();
    const { name, sample } = await sampleOf(given.operands[0] ?? '', call.signal);
    const proposal = await client.dataDescriptors.detect({ file_name: name, ...sample }, { signal: call.signal });
    tell(call, 'Columns without a target', proposal.unassigned);
    tell(call, 'Required targets without a column', proposal.missing);
    await (terminal.json ? terminal.printJson(proposal) : terminal.print(JSON.stringify(proposal.definition, null, 2)));
    return EXIT.done;
  },
};

function tell({ terminal }: CommandCall, what: string, names: readonly string[]): void {
  if (names.length > 0) terminal.note(`${what}: ${names.join(', ')}`);
}
