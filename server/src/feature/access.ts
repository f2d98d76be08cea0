import type { Scope } from '@commerce-integration/contract';

/** Who may see a part of a response that every key may request: every key, the operator, or keys with a scope. */
export type PartAccess = 'any' | 'operator' | Scope;

/** Whether the owner of a key may see a part. */
export function maySee(access: PartAccess, caller: { partner: object | null; scopes: readonly Scope[] }): boolean {
  if (access === 'any') return true;
  return access === 'operator' ? caller.partner === null : caller.scopes.includes(access);
}
