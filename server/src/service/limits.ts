import { type Limit, listLimits } from '@commerce-integration/contract';

/** The limits that an operator may set, with the environment variable of each. */
const SET_BY = {
  requests_per_minute: 'RATE_LIMIT_PER_MINUTE',
  json_body: 'MAX_JSON_BYTES',
  direct_upload: 'MAX_UPLOAD_BYTES',
  single_put: 'MAX_PUT_BYTES',
  feed_unpacked: 'MAX_FEED_BYTES',
  gzip_ratio: 'MAX_GZIP_RATIO',
  upload_url: 'UPLOAD_URL_MINUTES',
  job_report_days: 'JOB_REPORT_DAYS',
  export_file_days: 'EXPORT_FILE_DAYS',
  console_idle: 'CONSOLE_IDLE_MINUTES',
} as const satisfies Record<keyof Parameters<typeof listLimits>[0], string>;

type SettableLimit = keyof typeof SET_BY;
export type SetLimits = Record<(typeof SET_BY)[SettableLimit], number>;

/** All limits, in the contract's shape. */
export function limitsAsData(set: SetLimits): Limit[] {
  const values = Object.entries(SET_BY).map(([name, variable]) => [name, set[variable]]);
  return listLimits(Object.fromEntries(values) as Record<SettableLimit, number>);
}

/** The environment variable that sets a limit; undefined for a fixed one. */
export function variableOfLimit(name: string): string | undefined {
  return (SET_BY as Record<string, string>)[name];
}
