import clsx from 'clsx';
import type { ReactNode } from 'react';
import { words } from './format.ts';

export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'plain';

const TONES: Record<Tone, { box: string; dot: string }> = {
  ok: { box: 'bg-ok-soft text-ok', dot: 'bg-ok-mark' },
  warn: { box: 'bg-warn-soft text-warn', dot: 'bg-warn-mark' },
  bad: { box: 'bg-bad-soft text-bad', dot: 'bg-bad-mark' },
  info: { box: 'bg-info-soft text-info', dot: 'bg-info-mark' },
  plain: { box: 'bg-hover text-muted', dot: 'bg-faint' },
};

/** The tone of every status of the API. Statuses not listed are neutral. */
const STATUS_TONES: Readonly<Record<string, Tone>> = {
  completed: 'ok',
  succeeded: 'ok',
  applied: 'ok',
  active: 'ok',
  live: 'ok',
  ok: 'ok',
  connected: 'ok',
  in_stock: 'ok',
  delivered: 'ok',
  uploaded: 'ok',
  closed: 'ok',
  running: 'info',
  in_progress: 'info',
  created: 'info',
  preorder: 'info',
  shipped: 'info',
  queued: 'plain',
  pending: 'warn',
  paused: 'warn',
  blocked: 'warn',
  backorder: 'warn',
  waiting_approval: 'warn',
  pending_upload: 'plain',
  parked: 'bad',
  failed: 'bad',
  rejected: 'bad',
  error: 'bad',
  unreachable: 'bad',
  open: 'bad',
  out_of_stock: 'bad',
  disabled: 'plain',
};

export function toneOf(status: string): Tone {
  return STATUS_TONES[status] ?? 'plain';
}

interface BadgeProps {
  tone?: Tone;
  dot?: boolean;
  children: ReactNode;
}

export function Badge({ tone = 'plain', dot = false, children }: BadgeProps) {
  const { box, dot: mark } = TONES[tone];
  return (
    <span
      className={clsx(
        'inline-flex h-5.5 items-center gap-1.5 rounded-full px-2 text-xs font-medium whitespace-nowrap',
        box,
      )}
    >
      {dot && <span className={clsx('size-1.5 rounded-full', mark)} aria-hidden />}
      {children}
    </span>
  );
}

/** A status of the API, with its colour and label. */
export function StatusBadge({ status, label }: { status: string; label?: string }) {
  const tone = toneOf(status);
  return (
    <Badge tone={tone} dot>
      {label ?? words(status)}
    </Badge>
  );
}

/** A status as a coloured dot before a text. */
export function StatusDot({ tone, pulse = false }: { tone: Tone; pulse?: boolean }) {
  return (
    <span
      className={clsx('inline-block size-2 shrink-0 rounded-full', TONES[tone].dot, pulse && 'breathe')}
      aria-hidden
    />
  );
}
