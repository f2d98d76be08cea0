import clsx from 'clsx';
import { LoaderCircle } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';

type Kind = 'primary' | 'plain' | 'quiet' | 'danger';

const KINDS: Record<Kind, string> = {
  primary: 'bg-primary text-on-primary hover:bg-primary-hover border-transparent',
  plain: 'bg-surface text-ink border-line-strong hover:bg-hover',
  quiet: 'bg-transparent text-muted border-transparent hover:bg-hover hover:text-ink',
  danger: 'bg-surface text-bad border-bad-line hover:bg-bad-soft',
};

/** The style of a button, also for links that act as one. */
export function buttonClass(kind: Kind = 'plain', size: 'sm' | 'md' = 'md'): string {
  return clsx(
    'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap motion-safe:transition-colors select-none',
    'disabled:opacity-55 disabled:pointer-events-none',
    size === 'md' ? 'h-8 px-3 text-sm' : 'h-7 px-2.5 text-xs',
    KINDS[kind],
  );
}

interface ButtonProps extends ComponentProps<'button'> {
  kind?: Kind;
  size?: 'sm' | 'md';
  icon?: ReactNode;
  busy?: boolean;
}

export function Button({ kind, size, icon, busy = false, className, children, disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={clsx(buttonClass(kind, size), className)}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      {...rest}
    >
      {busy ? <LoaderCircle className="size-3.5 animate-spin" aria-hidden /> : icon}
      {children}
    </button>
  );
}

interface IconButtonProps extends ComponentProps<'button'> {
  label: string;
  size?: 'sm' | 'md';
}

/** An icon-only button: its label is for screen readers, and shown on hover. */
export function IconButton({ label, size = 'md', className, children, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={clsx(
        'inline-grid shrink-0 place-items-center rounded-md text-muted motion-safe:transition-colors hover:bg-hover hover:text-ink',
        size === 'md' ? 'size-8' : 'size-6',
        className,
      )}
      {...rest}
    >
      {children}
    </button>
  );
}
