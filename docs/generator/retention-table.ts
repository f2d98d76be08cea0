import { LIMITS } from '../../contract/src/shared/limits.ts';
import { ALL_FEATURES } from '../../server/src/process/platform.ts';

interface Kept {
  table: string;
  hours: number;
  since: string;
  setBy: string | undefined;
}

/** The retention of each table's rows, as the features declare it. */
export function retentionTable(): string {
  const kept: Kept[] = ALL_FEATURES.flatMap(({ retention = [], partitions = [] }) => [
    ...retention.map(({ table, hours, since, owner, setBy }) => {
      return { table, hours, since: owner ? `\`${since}\` of its \`${owner.table}\`` : `\`${since}\``, setBy };
    }),
    ...partitions.map(({ table, days, column }) => ({
      table,
      hours: days * 24,
      since: `\`${column}\``,
      setBy: undefined,
    })),
  ]);
  const rows = kept
    .sort((a, b) => (a.table < b.table ? -1 : 1))
    .map(({ table, hours, since, setBy }) => {
      return `| \`${table}\` | ${periodOf(hours)} | ${since} | ${setBy === undefined ? '' : `\`${setBy}\``} |`;
    });
  return ['| table | kept for | from | set by |', '|---|---|---|---|', ...rows].join('\n');
}

function periodOf(hours: number): string {
  if (hours === 0) return 'not longer';
  if (hours % 24 !== 0 || hours === LIMITS.idempotencyHours) return hours === 1 ? '1 hour' : `${hours} hours`;
  return `${hours / 24} days`;
}

/** The tables whose rows are not deleted by age, and why. */
export function keptTable(): string {
  const rows = ALL_FEATURES.flatMap(({ kept = {} }) => Object.entries(kept))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([table, why]) => `| \`${table}\` | ${why} |`);
  return ['| table | why |', '|---|---|', ...rows].join('\n');
}
