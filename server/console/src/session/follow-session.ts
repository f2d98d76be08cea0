import type { AnyRouter } from '@tanstack/react-router';
import { watchSession } from '../api/session-fetch.ts';
import { returnPath } from './return-path.ts';
import { forgetSession, renewSession, whenOtherTabSigns } from './session.ts';

const SIGN_IN = '/sign-in';

/** Leads to the form where the session ends, and back where another tab signs in. */
export function followSession(router: AnyRouter): void {
  const isAtForm = () => router.state.location.pathname === SIGN_IN;

  const leave = (search: Record<string, string>) => {
    forgetSession();
    const { href } = router.state.location;
    // Nothing of the page can be shown any more, whatever it is doing.
    if (!isAtForm()) void router.navigate({ to: SIGN_IN, search: { to: href, ...search }, ignoreBlocker: true });
  };

  /** @returns whether it is still a session of the same key */
  const renew = async (search: Record<string, string> = {}): Promise<boolean> => {
    const change = await renewSession();
    if (change === 'ended') leave(search);
    if (change === 'replaced') {
      const { to } = router.state.location.search as { to?: string };
      // Loaded again, the page has nothing of the caller before.
      if (isAtForm()) void router.navigate({ href: returnPath(to), replace: true });
      else location.reload();
    }
    return change === 'same';
  };

  watchSession({ onRefused: (reason) => renew(reason === 'session' ? { ended: 'yes' } : {}) });
  // Where it cannot be looked up now, the next call of this tab is refused, and it is looked up then.
  whenOtherTabSigns(() => void renew().catch(() => undefined));
}
