import clsx from 'clsx';
import type { ReactNode } from 'react';

interface CardProps {
  title?: ReactNode;
  hint?: ReactNode;
  actions?: ReactNode;
  /** Without padding around the content, for tables. */
  flush?: boolean;
  className?: string;
  children: ReactNode;
}

export function Card({ title, hint, actions, flush = false, className, children }: CardProps) {
  return (
    <section className={clsx('min-w-0 rounded-lg border border-line bg-surface', className)}>
      {title && (
        <header className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-1.5">
          <h2 className="text-sm font-semibold">{title}</h2>
          {hint && <span className="text-xs text-faint">{hint}</span>}
          {actions && <div className="ml-auto flex items-center gap-2 text-xs">{actions}</div>}
        </header>
      )}
      <div className={flush ? '' : 'p-4'}>{children}</div>
    </section>
  );
}
