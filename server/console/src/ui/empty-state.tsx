import type { ReactNode } from 'react';
import { CopyButton } from './copy-button.tsx';

interface EmptyStateProps {
  title: string;
  children?: ReactNode;
  /** A command to copy that creates the first one. */
  command?: string;
  action?: ReactNode;
}

/** The empty state of a list, with the next step. */
export function EmptyState({ title, children, command, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center px-4 py-12 text-center">
      <p className="text-base font-semibold">{title}</p>
      {children && <div className="mt-1 max-w-md text-sm text-balance text-muted">{children}</div>}
      {action && <div className="mt-4">{action}</div>}
      {command && <Command text={command} />}
    </div>
  );
}

/** A command to paste into a terminal. */
function Command({ text }: { text: string }) {
  return (
    <div className="mt-4 flex max-w-full items-start gap-2 rounded-md border border-line bg-sunken py-1.5 pr-1.5 pl-3 text-left">
      <code className="min-w-0 py-0.5 font-mono text-xs break-all whitespace-pre-wrap">{text}</code>
      <CopyButton text={text} label="Copy the command" />
    </div>
  );
}
