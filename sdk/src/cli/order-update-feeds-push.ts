import type { EndpointCommand } from '../internal/endpoints/endpoint-command.ts';
import type { Command } from './command.ts';
import { derivedCommand } from './derived-command.ts';

const USUAL_HEADER = 'x-feed-token';

/** The command that pushes a notice as a courier does: with the feed's token in place of an API key. */
export function orderUpdateFeedsPush(endpoint: EndpointCommand): Command {
  const derived = derivedCommand(endpoint);
  return {
    ...derived,
    options: {
      token: { value: 'SECRET', required: true, help: 'the secret of the feed, whose authentication is token' },
      header: { value: 'NAME', help: `the header of the token; ${USUAL_HEADER} if left out` },
      ...derived.options,
    },
    examples: [`commerce ${endpoint.name} OF00001 --token ofsec_... --data @notice.json`],
    async run(call) {
      const { requestOf } = await import('./endpoint-request.ts');
      const { sendRequest } = await import('./run-endpoint.ts');
      const { arguments: given } = call;
      const request = await requestOf(endpoint, given, given.text('data'));
      const proof = { [given.text('header') ?? USUAL_HEADER]: given.text('token') ?? '' };
      return sendRequest(endpoint, { ...request, headers: { ...request.headers, ...proof } }, call);
    },
  };
}
