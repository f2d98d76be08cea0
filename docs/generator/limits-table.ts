import { environmentSchema } from '../../server/src/config.ts';
import { limitsAsData } from '../../server/src/service/limits.ts';

/** Every limit as `GET /limits` tells it, where nothing is configured. */
export function limitsTable(): string {
  const limits = limitsAsData(environmentSchema.parse({}));
  const rows = limits.map(({ name, value, unit, description }) => {
    return `| \`${name}\` | ${value.toLocaleString('en-US')} ${unit} | ${description} |`;
  });
  return ['| name | value | what it limits |', '|---|---|---|', ...rows].join('\n');
}
