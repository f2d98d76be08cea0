import { type LiveStatus, useLiveStatus } from '../live/live-status.ts';
import { StatusDot, type Tone } from '../ui/badge.tsx';

const SHOWN: Record<LiveStatus, { tone: Tone; label: string; about: string }> = {
  live: { tone: 'ok', label: 'Live', about: 'Changes are shown as they happen.' },
  connecting: { tone: 'plain', label: 'Connecting', about: 'The stream of events is being opened.' },
  stale: {
    tone: 'warn',
    label: 'Delayed',
    about:
      'The stream of events is interrupted. It is being opened again; until then changes are looked for every 15 s.',
  },
  off: {
    tone: 'plain',
    label: 'Every 15 s',
    about: 'This key may not read events: changes are looked for every 15 s.',
  },
};

/** Whether what is shown is as it is now. */
export function LiveBadge() {
  const { tone, label, about } = SHOWN[useLiveStatus()];
  return (
    <span role="status" title={about} className="hidden items-center gap-2 text-xs text-muted sm:inline-flex">
      <StatusDot tone={tone} pulse={tone === 'warn'} />
      {label}
    </span>
  );
}
