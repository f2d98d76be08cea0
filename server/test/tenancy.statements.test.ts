import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { ALL_FEATURES } from '../src/process/platform.ts';

// The ORM restricts its queries to the caller's partner, and so does `visibleRows`. Any other statement on a table with
// partners' rows must compare `partner_id` with a value, use `visibleTo`, or explain in a comment why neither is
// needed: `Tenancy: …` at its declaration, or, for a whole file, `Tenancy of this file: …`.

const SOURCES = fileURLToPath(new URL('../src/', import.meta.url));
/**
 * Migrations and the embedded servers have no caller. The ORM reads jobs, and the rows of a job are read by the number
 * of a job that the ORM has read.
 */
const OTHERS = /\/migrations\/|\.migrations\.ts$|^(?:dev-services|jobs|jobs-api|queue)\//;

/** Tables whose rows belong to no partner, or to an API key. */
const WITHOUT_PARTNERS = new Set(['api_key_write', 'bucket_search', 'idempotency_key']);

const tables = ALL_FEATURES.flatMap(({ tables = [] }) => tables).filter((table) => !WITHOUT_PARTNERS.has(table));
/** A table by its name, or by a placeholder. */
const ON_PARTNERS_ROWS = new RegExp(
  `\\b(?:from|join|into|update|using)\\s+(?:(?:${tables.join('|')})\\b|\\$\\{(?:sql\\.raw\\()?(?:table|name|table\\.name)\\)?\\})`,
);
/** A text for people: SQL starts with a lower-case letter or a placeholder. */
const IS_SENTENCE = /^['"`][A-Z]/;
/** Compares `partner_id` with a value, or writes rows that contain one. */
const IS_CONFINED = /\bpartner_id = \$|\bvisibleTo\(em\)|\$\{visible\}|\binsert into \w+ \([^)]*\bpartner_id\b/;

interface Statement {
  place: string;
  text: string;
  isExplained: boolean;
}

function statementsOf(file: string): Statement[] {
  const text = readFileSync(SOURCES + file, 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Statement[] = [];
  const isFileExplained = text.includes('Tenancy of this file:');
  for (const declaration of source.statements) {
    const isExplained = isFileExplained || declaration.getFullText().includes('Tenancy:');
    const visit = (node: ts.Node): void => {
      if (ts.isTemplateLiteral(node) || ts.isStringLiteral(node)) {
        const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
        found.push({ place: `${file}:${line}`, text: node.getText(), isExplained });
      } else ts.forEachChild(node, visit);
    };
    visit(declaration);
  }
  return found;
}

const statements = globSync('**/*.ts', { cwd: SOURCES })
  .filter((file) => !OTHERS.test(file))
  .flatMap(statementsOf)
  .filter(({ text }) => ON_PARTNERS_ROWS.test(text) && !IS_SENTENCE.test(text));

it('a statement on rows of partners is confined to one of them, or says why not', () => {
  expect(statements.length).toBeGreaterThan(50);
  const open = statements.filter(({ text, isExplained }) => !IS_CONFINED.test(text) && !isExplained);
  expect(open.map(({ place }) => place)).toEqual([]);
});
