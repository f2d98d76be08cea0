import { openApiDocument } from '../../contract/src/openapi.ts';

interface Operation {
  summary: string;
  tags?: string[];
  'x-access'?: string;
}

/** Every endpoint with what it asks of the key, in the order of the contract. */
export function endpointsTable(): string {
  const paths = openApiDocument().paths as Record<string, Record<string, Operation>>;
  const rows = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(
      ([method, operation]) =>
        `| \`${method.toUpperCase()} ${path}\` | ${operation.summary} | ${accessOf(operation['x-access'])} |`,
    ),
  );
  return ['| endpoint | what it does | key |', '|---|---|---|', ...rows].join('\n');
}

function accessOf(access: string | undefined): string {
  if (access === undefined) return 'none';
  if (access === 'any') return 'any';
  return access === 'operator' ? "the operator's" : `\`${access}\``;
}
