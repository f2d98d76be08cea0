import { type Limit, listLimits } from '@commerce-integration/contract';

/** The limits that an operator may set, and the variable that each is set by. */
const SET_BY = {
  requests_per_minute: 'RATE_LIMIT_PER_MINUTE',
  json_body: 'MAX_JSON_BYTES',
  direct_upload: 'MAX_UPLOAD_BYTES',
  single_put: 'MAX_PUT_BYTES',
  feed_unpacked: 'MAX_FEED_BYTES',
  gzip_ratio: 'MAX_GZIP_RATIO',
  upload_url: 'UPLOAD_URL_MINUTES',
} as const satisfies Record<keyof Parameters<typeof listLimits>[0], string>;

type SettableLimit = keyof typeof SET_BY;
export type SetLimits = Record<(typeof SET_BY)[SettableLimit], number>;

/** Every limit, as data. */
export function limitsAsData(set: SetLimits): Limit[] {
  const values = Object.entries(SET_BY).map(([name, variable]) => [name, set[variable]]);
  return listLimits(Object.fromEntries(values) as Record<SettableLimit, number>);
}

/** The variable that sets a limit; undefined for one of the contract. */
export function variableOfLimit(name: string): string | undefined {
  return (SET_BY as Record<string, string>)[name];
}
