import { CommerceError } from '@commerce-integration/sdk';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Toaster } from 'sonner';
import { queryClient } from './api/query-client.ts';
import { whenSessionIsRefused } from './api/session-fetch.ts';
import { useTheme } from './frame/theme.ts';
import { router } from './routes.tsx';
import { forgetSession } from './session/session.ts';
import './styles.css';

whenSessionIsRefused(() => {
  forgetSession();
  const { href, pathname } = router.state.location;
  if (pathname !== '/sign-in') void router.navigate({ to: '/sign-in', search: { to: href, ended: 'yes' } });
});

function Console() {
  const { isDark } = useTheme();
  return (
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
      <Toaster theme={isDark ? 'dark' : 'light'} position="bottom-right" closeButton />
    </QueryClientProvider>
  );
}

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the ID root.');
createRoot(root, {
  // What the API answers is shown by the screen, and is no error of the console.
  onCaughtError: (error) => error instanceof CommerceError || console.error(error),
}).render(
  <StrictMode>
    <Console />
  </StrictMode>,
);
