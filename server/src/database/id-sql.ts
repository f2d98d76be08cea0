import { ID_DIGITS, ID_PREFIXES, type IdKind } from '@commerce-integration/contract';

/** SQL for the ID of a row, given the SQL for its number. */
export function idSql(kind: IdKind, number: string): string {
  return prefixedSql(`'${ID_PREFIXES[kind]}'`, number);
}

/** SQL for an ID, given the SQL for its prefix and its number. */
export function prefixedSql(prefix: string, number: string): string {
  return `(${prefix} || lpad(${number}::text, greatest(${ID_DIGITS}, length(${number}::text)), '0'))`;
}
