import type { MatchPattern } from '@commerce-integration/contract/rules';

/** What JavaScript takes and RE2 does not: looking around, and references to groups. */
const NOT_RE2 = /\(\?<?[=!]|\\[1-9]|\\k</;

/**
 * Compiles a pattern of RE2 on the engine of JavaScript, which writes names of groups and flags in another way.
 *
 * @throws SyntaxError
 */
export function compilePattern(pattern: string): MatchPattern {
  if (NOT_RE2.test(pattern)) throw new SyntaxError('it looks around, or refers to a group');
  const [, flags = '', rest = ''] = /^(?:\(\?([ims]+)\))?(.*)$/s.exec(pattern) ?? [];
  const compiled = new RegExp(rest.replaceAll('(?P<', '(?<'), `u${flags}`);
  return (text) => compiled.exec(text)?.map((group) => group ?? null);
}

/** Why a pattern cannot be used, as the end of a sentence; undefined for one that can. */
export function patternProblem(pattern: string): string | undefined {
  try {
    compilePattern(pattern);
    return undefined;
  } catch (error) {
    return (error as SyntaxError).message;
  }
}
