import { JOB_TYPE_DECLARATIONS } from '../../contract/src/shared/job-types.ts';

export function jobTypesTable(): string {
  const rows = Object.entries(JOB_TYPE_DECLARATIONS).map(
    ([type, { idPrefix, about }]) => `| \`${type}\` | \`${idPrefix}…\` | ${about} |`,
  );
  return ['| type | ID | what it is |', '|---|---|---|', ...rows].join('\n');
}
