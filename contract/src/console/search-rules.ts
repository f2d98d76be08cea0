import { ID_PREFIXES, type IdKind } from '../shared/ids.ts';

const KINDS = new Map(Object.entries(ID_PREFIXES).map(([kind, prefix]) => [prefix as string, kind as IdKind]));

/** The ID that a searched text is, in any letter case and also without the zeros that it is padded with. */
export function searchedId(text: string): { kind: IdKind; number: number } | undefined {
  const [, prefix = '', digits] = /^([a-z]{2})(\d{1,15})$/i.exec(text) ?? [];
  const kind = KINDS.get(prefix.toUpperCase());
  return kind && { kind, number: Number(digits) };
}

/**
 * At most so many of several lists of results, with equal shares for the lists as far as they go: a thousand products
 * with such a name do not hide the one order. In the order of the lists.
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
