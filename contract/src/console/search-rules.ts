import { ID_PREFIXES, type IdKind } from '../shared/ids.ts';

const KINDS = new Map(Object.entries(ID_PREFIXES).map(([kind, prefix]) => [prefix as string, kind as IdKind]));

/** Parses a searched text as an ID, in any letter case, with or without zero padding. */
export function searchedId(text: string): { kind: IdKind; number: number } | undefined {
  const [, prefix = '', digits] = /^([a-z]{2})(\d{1,15})$/i.exec(text) ?? [];
  const kind = KINDS.get(prefix.toUpperCase());
  return kind && { kind, number: Number(digits) };
}

/**
 * Merges several lists of results up to a limit, shared equally between the lists while they last, so that a thousand
 * products with such a name do not hide the one order. Keeps the order of the lists.
 */
export function equalShares<T>(lists: readonly (readonly T[])[], most: number): T[] {
  const taken = lists.map(() => 0);
  let left = most;
  for (let round = 0; left > 0 && lists.some((list) => list.length > round); round += 1) {
    for (const [at, list] of lists.entries()) {
      if (left === 0 || list.length <= round) continue;
      taken[at] = round + 1;
      left -= 1;
    }
  }
  return lists.flatMap((list, at) => list.slice(0, taken[at]));
}
