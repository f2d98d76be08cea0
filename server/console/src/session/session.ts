import {
  AuthenticationError,
  type ConsoleSession,
  type CreateConsoleSessionFields,
  type Me,
} from '@commerce-integration/sdk';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { client } from '../api/client.ts';
import { csrfToken } from '../api/csrf-token.ts';
import { queryClient } from '../api/query-client.ts';

/** The session of this browser; null without one. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<ConsoleSession | null> => {
    try {
      return keep(await client.console.getSession({ signal }));
    } catch (error) {
      if (error instanceof AuthenticationError) return keep(null);
      throw error;
    }
  },
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
  refetchInterval: false,
});

/** Exchanges a key for a session. The key is sent once and kept nowhere. */
export async function signIn(fields: CreateConsoleSessionFields): Promise<void> {
  const session = await client.console.createSession(fields);
  queryClient.clear();
  queryClient.setQueryData(sessionQuery.queryKey, keep(session));
  tellOtherTabs();
}

export async function signOut(): Promise<void> {
  await client.console.deleteSession();
  forgetSession();
  tellOtherTabs();
}

/** Clears all data of a caller, so that the next one does not see it. */
export function forgetSession(): void {
  queryClient.clear();
  queryClient.setQueryData(sessionQuery.queryKey, keep(null));
}

/** How this tab's session has changed: to one of the same key, of another key, or none. */
export type SessionChange = 'same' | 'replaced' | 'ended';

/** Looks up the browser's current session. All tabs share its cookie, and another tab may have signed in or out. */
export async function renewSession(): Promise<SessionChange> {
  const before = queryClient.getQueryData(sessionQuery.queryKey);
  const session = await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
  if (session === null) return 'ended';
  return before?.caller.key.api_key_id === session.caller.key.api_key_id ? 'same' : 'replaced';
}

const tabs = new BroadcastChannel('console.session');

/** @param changed called when another tab has signed in or out */
export function whenOtherTabSigns(changed: () => void): void {
  tabs.onmessage = changed;
}

function tellOtherTabs(): void {
  tabs.postMessage('changed');
}

function keep(session: ConsoleSession | null): ConsoleSession | null {
  csrfToken.set(session?.csrf_token);
  return session;
}

/** The caller of this session. Use it only below the frame, which requires a session. */
export function useCaller(): Me {
  const { data } = useSuspenseQuery(sessionQuery);
  if (data === null) throw new Error('Not signed in.');
  return data.caller;
}

/** Whether the caller's key may call endpoints of a scope. */
export function useMay(): (scope: string) => boolean {
  const { kind, scopes } = useCaller();
  return (scope) => kind === 'operator' || (scopes as readonly string[]).includes(scope);
}
