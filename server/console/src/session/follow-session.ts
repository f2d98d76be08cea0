import type { AnyRouter } from '@tanstack/react-router';
import { watchSession } from '../api/session-fetch.ts';
import { returnPath } from './return-path.ts';
import { forgetSession, renewSession, whenOtherTabSigns } from './session.ts';

const SIGN_IN = '/sign-in';

/** Redirects to the sign-in form when the session ends, and back when another tab signs in. */
export function followSession(router: AnyRouter): void {
  const isAtForm = () => router.state.location.pathname === SIGN_IN;

  const leave = (search: Record<string, string>) => {
    forgetSession();
    const { href } = router.state.location;
    // Nothing of the page may stay visible, whatever it is doing.
    if (!isAtForm()) void router.navigate({ to: SIGN_IN, search: { to: href, ...search }, ignoreBlocker: true });
  };

  /** @returns whether the session is still of the same key */
  const renew = async (search: Record<string, string> = {}): Promise<boolean> => {
    const change = await renewSession();
    if (change === 'ended') leave(search);
    if (change === 'replaced') {
      const { to } = router.state.location.search as { to?: string };
      // Reloads the page, so that no data of the previous caller remains.
      if (isAtForm()) void router.navigate({ href: returnPath(to), replace: true });
      else location.reload();
    }
    return change === 'same';
  };

  watchSession({ onRefused: (reason) => renew(reason === 'session' ? { ended: 'yes' } : {}) });
  // If the lookup fails now, the tab's next call is refused, which triggers another lookup.
  whenOtherTabSigns(() => void renew().catch(() => undefined));
}
