import { type DataColumn, Problem } from '@commerce-integration/contract';
import type { MatchPattern } from '@commerce-integration/contract/rules';
import { RE2JS, RE2JSException } from 're2js';

/** Compiles a pattern for an engine that takes linear time. @throws RE2JSException for one that is not RE2 syntax */
export function compilePattern(pattern: string): MatchPattern {
  const compiled = RE2JS.compile(pattern);
  return (text) => {
    const matcher = compiled.matcher(text);
    if (!matcher.find()) return undefined;
    return Array.from({ length: matcher.groupCount() + 1 }, (_, group) => matcher.group(group));
  };
}

/** @throws Problem `validation_failed` naming the columns whose `extract` cannot be used */
export function assertPatterns(columns: readonly DataColumn[]): void {
  const errors = columns.flatMap(({ extract }, index) => {
    const message = extract === undefined ? undefined : patternProblem(extract);
    return message === undefined ? [] : [{ path: `columns.${index}.extract`, code: 'invalid_format', message }];
  });
  const [first] = errors;
  if (first) throw new Problem('validation_failed', `${first.path}: ${first.message}`, { errors });
}

function patternProblem(pattern: string): string | undefined {
  try {
    compilePattern(pattern);
    return undefined;
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    return `extract is not a pattern in RE2 syntax: ${error.message}.`;
  }
}
