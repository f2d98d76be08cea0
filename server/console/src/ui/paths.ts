/** The path of each kind of object, by the prefix of its ID. */
const SECTIONS: Readonly<Record<string, string>> = {
  PT: '/partners',
  FD: '/feeds',
  PR: '/products',
  OR: '/orders',
  OE: '/exports',
  OX: '/exporters',
  OU: '/order-updates',
  OF: '/order-update-feeds',
  CU: '/customers',
  SC: '/sales-channels',
  OB: '/batches',
  DG: '/data-groups',
  DD: '/data-descriptors',
  WH: '/webhooks',
  WD: '/deliveries',
  EV: '/events',
};

/** The page of an object by its ID; undefined if it has none. The prefixes of jobs begin with J, one for each type. */
export function pathOf(id: string): string | undefined {
  const section = id.startsWith('J') ? '/jobs' : SECTIONS[id.slice(0, 2)];
  return section && `${section}/${id}`;
}
