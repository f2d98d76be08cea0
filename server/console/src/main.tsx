import { CommerceError } from '@commerce-integration/sdk';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Toaster } from 'sonner';
import { queryClient } from './api/query-client.ts';

import { useTheme } from './frame/theme.ts';
import { router } from './routes.tsx';
import { followSession } from './session/follow-session.ts';
import './styles.css';

followSession(router);

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
  // Errors of the API are shown on the screen, and are not errors of the console.
  onCaughtError: (error) => error instanceof CommerceError || console.error(error),
}).render(
  <StrictMode>
    <Console />
  </StrictMode>,
);
