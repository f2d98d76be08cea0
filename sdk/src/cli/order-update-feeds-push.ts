import type { EndpointCommand } from '../internal/endpoints/endpoint-command.ts';
import type { Command } from './command.ts';
import { derivedCommand } from './derived-command.ts';
import { UsageError } from './exit-codes.ts';

const USUAL_HEADER = 'x-feed-token';

/** The command that pushes a notice or a file as a courier does: with the feed's token in place of an API key. */
export function orderUpdateFeedsPush(endpoint: EndpointCommand): Command {
  const derived = derivedCommand(endpoint);
  return {
    ...derived,
    options: {
      token: { value: 'SECRET', required: true, help: 'the secret of the feed, whose authentication must be token' },
      header: { value: 'NAME', help: `the header of the token; default: ${USUAL_HEADER}` },
      file: {
        value: 'FILE',
        help: 'instead of --data, a file in the format of the data descriptor of the feed; - is stdin',
      },
      ...derived.options,
    },
    examples: [
      `commerce ${endpoint.name} OF00001 --token ofsec_... --data @notice.json`,
      `commerce ${endpoint.name} OF00001 --token ofsec_... --file notices.csv`,
    ],
    async run(call) {
      const { requestOf } = await import('./endpoint-request.ts');
      const { sendRequest } = await import('./run-endpoint.ts');
      const { arguments: given, signal } = call;
      const [file, data] = [given.text('file'), given.text('data')];
      if (file !== undefined && data !== undefined) throw new UsageError('Give either --file or --data.');
      const read = await requestOf(endpoint, call, data);
      const proof = { [given.text('header') ?? USUAL_HEADER]: given.text('token') ?? '' };
      const request = { ...read, headers: { ...read.headers, ...proof } };
      if (file === undefined) return sendRequest(endpoint, request, call);
      const { withInputFile } = await import('./input-file.ts');
      const { pushedFile } = await import('../internal/uploads/pushed-body.ts');
      return withInputFile(file, signal, (input) => {
        return sendRequest(endpoint, { ...request, file: pushedFile(input.data) }, call);
      });
    },
  };
}
