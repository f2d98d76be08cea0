import type { Event } from '@commerce-integration/sdk';

/** The queries that show an object, by the prefix of its ID. Their keys begin with the name of the SDK's resource. */
const RESOURCES_OF_PREFIX: Readonly<Record<string, readonly string[]>> = {
  PT: ['partners'],
  FD: ['feeds'],
  OB: ['batches'],
  JB: ['batches'],
  JI: ['imports'],
  JE: ['imports'],
  PR: ['products'],
  OR: ['orders'],
  DL: ['orders'],
  SH: ['orders'],
  OE: ['orderExports'],
  OX: ['orderExporters'],
  OU: ['orderUpdates'],
  OF: ['orderUpdateFeeds'],
  CU: ['customers'],
  WH: ['webhooks'],
  WD: ['webhookDeliveries'],
  SC: ['salesChannels'],
  // A run of its schedule may have ended, too.
  DG: ['dataGroups', 'schedules'],
  DD: ['dataDescriptors'],
};

/** Further resources, by the prefix of the event's type. */
const RESOURCES_OF_TYPE: readonly (readonly [beginning: string, resources: readonly string[]])[] = [
  // An applied update is visible only in its order.
  ['order.', ['analytics', 'orderUpdates', 'orderExports']],
  ['webhook.', ['webhookDeliveries']],
  // A load changes products that its event does not list.
  ['job.completed', ['products', 'analytics']],
  ['import.', ['products', 'imports']],
];

/** Changed by nearly every event. */
const ALWAYS = ['events', 'overview'];

/** The first key parts of the queries that an event invalidates, from its type and the IDs that it contains. */
export function changedByEvent({ event_type, subject, data }: Pick<Event, 'event_type' | 'subject' | 'data'>) {
  const changed = new Set(ALWAYS);
  for (const id of [subject.id, ...Object.entries(data).flatMap(idsOf)]) {
    if (id.startsWith('J')) changed.add('jobs');
    for (const resource of RESOURCES_OF_PREFIX[id.slice(0, 2)] ?? []) changed.add(resource);
  }
  for (const [beginning, resources] of RESOURCES_OF_TYPE)
    if (event_type.startsWith(beginning)) for (const resource of resources) changed.add(resource);
  return changed;
}

/** The IDs of a field by its name: `order_id` has one, `product_ids` several. */
function idsOf([name, value]: [string, unknown]): string[] {
  if (!/_ids?$/.test(name)) return [];
  return [value].flat().filter((one) => typeof one === 'string');
}
