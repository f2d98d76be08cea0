import { environmentSchema } from '../../server/src/config/config.ts';
import { limitsAsData, variableOfLimit } from '../../server/src/service/limits.ts';

/** Every limit as `GET /limits` tells it, where nothing is configured, and the variable that sets it otherwise. */
export function limitsTable(): string {
  const limits = limitsAsData(environmentSchema.parse({}));
  const rows = limits.map(({ name, value, unit, description }) => {
    const variable = variableOfLimit(name);
    const set = variable ? `\`${variable}\`` : '';
    return `| \`${name}\` | ${value.toLocaleString('en-US')} ${unit} | ${description} | ${set} |`;
  });
  return ['| name | value | what it limits | set by |', '|---|---|---|---|', ...rows].join('\n');
}
