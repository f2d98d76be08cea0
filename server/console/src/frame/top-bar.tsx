import { Menu as MenuIcon, Moon, Search, Sun, UserRound } from 'lucide-react';
import { type LiveStatus, useLiveStatus } from '../live/live-status.ts';
import { StatusDot, type Tone } from '../ui/badge.tsx';
import { IconButton } from '../ui/button.tsx';
import { LazyMenu } from '../ui/lazy-menu.tsx';
import { Breadcrumbs } from './breadcrumbs.tsx';
import { useTheme } from './theme.ts';

const SHOWN: Record<LiveStatus, { tone: Tone; label: string; about: string }> = {
  live: { tone: 'ok', label: 'Live', about: 'Changes appear as they happen.' },
  connecting: { tone: 'plain', label: 'Connecting', about: 'Connecting to the event stream.' },
  stale: {
    tone: 'warn',
    label: 'Delayed',
    about: 'The event stream is interrupted. Reconnecting; until then, the console polls every 15 s.',
  },
  off: {
    tone: 'plain',
    label: 'Every 15 s',
    about: 'This key may not read events: the console polls every 15 s.',
  },
};

/** Whether the page shows current data. */
function LiveBadge() {
  const { tone, label, about } = SHOWN[useLiveStatus()];
  return (
    <span role="status" title={about} className="inline-flex items-center gap-2 text-xs text-muted">
      <StatusDot tone={tone} pulse={tone === 'warn'} />
      <span className="max-sm:sr-only">{label}</span>
    </span>
  );
}

interface TopBarProps {
  onMenu: () => void;
  onSearch: () => void;
}

const loadThemeMenu = () => import('./theme-menu.tsx');
const loadAccountMenu = () => import('./account-menu.tsx');
const SHORTCUT = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘K' : 'Ctrl K';

export function TopBar({ onMenu, onSearch }: TopBarProps) {
  const Theme = useTheme().isDark ? Moon : Sun;
  return (
    <header className="sticky top-0 z-30 flex h-13 items-center gap-2 border-b border-line bg-canvas px-3 sm:gap-3 sm:px-6">
      <IconButton label="Sections" onClick={onMenu} className="lg:hidden">
        <MenuIcon className="size-4" aria-hidden />
      </IconButton>
      <Breadcrumbs />
      <div className="ml-auto flex items-center gap-1 sm:gap-2">
        <LiveBadge />
        <button
          type="button"
          onClick={onSearch}
          className="ml-1 flex h-8 items-center gap-2 rounded-md border border-line-strong bg-surface px-2 text-sm text-muted hover:bg-hover md:w-56"
        >
          <Search className="size-4" aria-hidden />
          <span className="max-md:sr-only">Search</span>
          <kbd aria-hidden className="ml-auto hidden rounded-sm border border-line px-1 font-sans text-xs md:inline">
            {SHORTCUT}
          </kbd>
        </button>
        <LazyMenu label="Appearance" icon={<Theme className="size-4" aria-hidden />} load={loadThemeMenu} />
        <LazyMenu label="Account" icon={<UserRound className="size-4" aria-hidden />} load={loadAccountMenu} />
      </div>
    </header>
  );
}
