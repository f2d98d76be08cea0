import type { EndpointCommand } from '../internal/endpoints/endpoint-command.ts';
import { endpointCommands } from '../internal/generated/commands.ts';
import { api } from './api.ts';
import { batchesSubmit } from './batches-submit.ts';
import type { Command } from './command.ts';
import { completion } from './completion.ts';
import { derivedCommand } from './derived-command.ts';
import { descriptorsDetect } from './descriptors-detect.ts';
import { descriptorsPreview } from './descriptors-preview.ts';
import { eventsTail } from './events-tail.ts';
import { eventsTrigger } from './events-trigger.ts';
import { exportFiles } from './export-files.ts';
import { feedsUpload } from './feeds-upload.ts';
import { feedsValidate } from './feeds-validate.ts';
import { feedsWatch } from './feeds-watch.ts';
import { importFile } from './import-file.ts';
import { jobsErrors } from './jobs-errors.ts';
import { jobsWait } from './jobs-wait.ts';
import { login, logout } from './login.ts';
import { orderUpdateFeedsPush } from './order-update-feeds-push.ts';
import { ordersCreate } from './orders-create.ts';
import { ordersParts } from './orders-parts.ts';
import { ordersWait } from './orders-wait.ts';
import { profilesList, profilesUse } from './profiles-commands.ts';
import { webhooksListen } from './webhooks-listen.ts';
import { whoami } from './whoami.ts';

/** Commands that are more than an endpoint. One that has the name of an endpoint's stands in its place. */
const flowsOf = (endpoints: readonly EndpointCommand[]): Command[] => [
  feedsUpload,
  feedsValidate,
  feedsWatch,
  jobsWait,
  jobsErrors,
  ...endpoints.filter(({ name }) => name === 'batches create').map(batchesSubmit),
  ...endpoints.filter(({ name }) => name === 'orders create').map(ordersCreate),
  ...ordersParts(endpoints),
  ...endpoints.filter(({ name }) => name === 'orders transition').map(ordersWait),
  importFile,
  ...endpoints.filter(({ name }) => name === 'data-exports export-data-group').map(exportFiles),
  descriptorsDetect,
  descriptorsPreview,
  eventsTail,
  eventsTrigger,
  ...endpoints.filter(({ name }) => name === 'events list').map(webhooksListen),
  ...endpoints.filter(({ name }) => name === 'order-update-feeds push').map(orderUpdateFeedsPush),
  ...renamed(endpoints, 'order-updates list', 'orders updates'),
  ...renamed(endpoints, 'webhook-deliveries list', 'webhooks deliveries'),
  ...renamed(endpoints, 'webhook-deliveries redeliver', 'webhooks redeliver'),
  profilesList,
  profilesUse,
  login,
  logout,
  whoami,
  api,
  completion,
];

/** The command of an endpoint under a second name, which is shorter and what people look for. */
function renamed(endpoints: readonly EndpointCommand[], name: string, short: string): Command[] {
  return endpoints
    .filter((endpoint) => endpoint.name === name)
    .map((endpoint) => derivedCommand({ ...endpoint, name: short }));
}

/** Every command: of each resource, in the order of the contract, its flows and then its endpoints. */
export function allCommands(endpoints: readonly EndpointCommand[] = endpointCommands): Command[] {
  const flows = flowsOf(endpoints);
  const derived = endpoints.filter(({ name }) => !flows.some((flow) => flow.name === name)).map(derivedCommand);
  const resources = [...new Set([...derived, ...flows].map(({ name }) => name.split(' ')[0]))];
  return resources.flatMap((resource) => [...flows, ...derived].filter(({ name }) => name.split(' ')[0] === resource));
}
