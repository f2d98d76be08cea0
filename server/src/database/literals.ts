import { escapeLiteral } from 'pg';
import { type Sql, textAndValues } from './sql.ts';

/** The text of a statement with its values written into it: for COPY, which takes no parameters. */
export function textWithLiterals(statement: Sql): string {
  const { text, values } = textAndValues(statement);
  return text.replace(/\$(\d+)/g, (_, number) => literalOf(values[Number(number) - 1]));
}

/** @throws TypeError for a value that is neither a text, a number, a boolean nor null */
function literalOf(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'number' || typeof value === 'boolean') return escapeLiteral(String(value));
  if (typeof value === 'string') return escapeLiteral(value);
  throw new TypeError(`A ${typeof value} cannot be written into a statement`);
}
