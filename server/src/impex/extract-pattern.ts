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

/** Why a pattern cannot be used, as the end of a sentence; undefined for a valid one. */
export function patternProblem(pattern: string): string | undefined {
  try {
    compilePattern(pattern);
    return undefined;
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    return error.message;
  }
}
