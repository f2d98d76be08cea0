import { JOB_TYPE_DECLARATIONS } from '../../contract/src/shared/job-types.ts';
import { PROBLEMS } from '../../contract/src/shared/problem.ts';
import { SCOPES } from '../../contract/src/shared/scopes.ts';
import { environmentSchema } from '../../server/src/config/config.ts';
import { limitsAsData, variableOfLimit } from '../../server/src/service/limits.ts';
import { features, type Operation, operations } from './api-operations.ts';
import { addressOf, titleOf } from './endpoint-pages.ts';
import { COMMON_PROBLEMS } from './problem-places.ts';
import { linkTo, markdownTable } from './reference-links.ts';

/** The problems that are not listed on the pages of the endpoints. */
export function commonProblemsTable(): string {
  const rows = COMMON_PROBLEMS.map((code) => [
    `${PROBLEMS[code].status}`,
    linkTo('errors', code),
    `${PROBLEMS[code].title}.`,
  ]);
  return markdownTable(['status', 'code', 'what it says'], rows);
}

/** Every endpoint with the permissions that it requires, by feature, in the order of the contract. */
export function endpointsTable(): string {
  return features.map((feature) => `### ${titleOf(feature)}\n\n${tableOf(feature)}`).join('\n\n');
}

function tableOf(feature: string): string {
  const own = operations.filter(({ tags }) => tags[0] === feature);
  const rows = own.map((operation) => [
    `\`${operation.method} ${operation.path}\``,
    `[${operation.summary}](${addressOf(operation)})`,
    accessOf(operation),
  ]);
  return markdownTable(['endpoint', 'what it does', 'key'], rows);
}

function accessOf({ 'x-access': access }: Operation): string {
  if (access === undefined) return 'none';
  if (access === 'any') return 'any';
  return access === 'operator' ? "the operator's" : `\`${access}\``;
}

export function jobTypesTable(): string {
  const rows = Object.entries(JOB_TYPE_DECLARATIONS).map(([type, { idPrefix, about }]) => [
    `\`${type}\``,
    `\`${idPrefix}…\``,
    about,
  ]);
  return markdownTable(['type', 'ID', 'what it is'], rows);
}

/** Every limit of `GET /limits` with the default configuration, and the variable that sets it. */
export function limitsTable(): string {
  const limits = limitsAsData(environmentSchema.parse({}));
  const rows = limits.map(({ name, value, unit, description }) => {
    const variable = variableOfLimit(name);
    const set = variable ? `\`${variable}\`` : '';
    return [`\`${name}\``, `${value.toLocaleString('en-US')} ${unit}`, description, set];
  });
  return markdownTable(['name', 'value', 'what it limits', 'set by'], rows);
}

/** Every scope, and the endpoints that require it. */
export function scopesTable(): string {
  const rows = SCOPES.map((scope) => {
    const asking = operations.filter((operation) => operation['x-access'] === scope);
    return [
      `\`${scope}\``,
      asking.map((one) => `[${one.summary}](${addressOf(one).replace(/^\./, '../reference')})`).join('; '),
    ];
  });
  return markdownTable(['scope', 'what it allows'], rows);
}
