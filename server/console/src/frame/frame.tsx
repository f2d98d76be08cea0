import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { followEvents } from '../live/follow-events.ts';
import { liveStatus } from '../live/live-status.ts';
import { useCaller, useMay } from '../session/session.ts';
import { ViewsOwner } from '../ui/saved-views.ts';
import { Brand } from './brand.tsx';
import { Sidebar } from './sidebar.tsx';
import { TopBar } from './top-bar.tsx';

const SectionsDrawer = lazy(() => import('./sections-drawer.tsx'));
const SearchDialog = lazy(() => import('../search/search-dialog.tsx'));

/** The frame around every screen: sections, search, account, and the event stream. */
export function Frame() {
  const [drawer, setDrawer] = useState(false);
  const [search, setSearch] = useState(false);
  const { key } = useCaller();
  useShortcut(() => setSearch(true));
  useLiveEvents();
  return (
    <div className="min-h-screen lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-primary focus:px-3 focus:py-2 focus:text-on-primary"
      >
        To the content
      </a>
      <aside className="sticky top-0 hidden h-screen overflow-y-auto border-r border-line lg:block">
        <div className="flex h-13 items-center px-5">
          <Brand />
        </div>
        <Sidebar />
      </aside>
      <div className="min-w-0">
        <TopBar onMenu={() => setDrawer(true)} onSearch={() => setSearch(true)} />
        <main id="main" tabIndex={-1} className="mx-auto max-w-[88rem] px-4 py-6 outline-none sm:px-6">
          <ViewsOwner value={key.api_key_id}>
            <Outlet />
          </ViewsOwner>
        </main>
      </div>
      <Suspense fallback={null}>
        {drawer && <SectionsDrawer onClose={() => setDrawer(false)} />}
        {search && <SearchDialog onClose={() => setSearch(false)} />}
      </Suspense>
    </div>
  );
}

function useShortcut(open: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      open();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [open]);
}

function useLiveEvents(): void {
  const may = useMay();
  const mayRead = may('events:read');
  useEffect(() => {
    if (mayRead) return followEvents();
    liveStatus.set('off');
    return undefined;
  }, [mayRead]);
}
