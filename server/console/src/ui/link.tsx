import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CopyButton } from './copy-button.tsx';
import { pathOf } from './paths.ts';

interface TextLinkProps {
  to: string;
  search?: Record<string, string>;
  children: ReactNode;
}

/** A link within text. */
export function TextLink({ to, search, children }: TextLinkProps) {
  return (
    <Link
      to={to}
      {...(search && { search })}
      className="rounded-xs text-accent underline decoration-accent-line underline-offset-3 hover:decoration-accent"
    >
      {children}
    </Link>
  );
}

interface IdLinkProps {
  id: string | null | undefined;
  /** The partner, if known. The API keeps batches under their partner: without it, an old one is not found. */
  partnerId?: string | null;
}

/** An object's ID as a link to its page. */
export function IdLink({ id, partnerId }: IdLinkProps) {
  if (!id) return <span className="text-faint">–</span>;
  const path = pathOf(id);
  if (path === undefined) return <span className="font-mono text-xs">{id}</span>;
  return (
    <Link
      to={path}
      {...(partnerId && id.startsWith('OB') && { search: { org: partnerId } })}
      className="rounded-xs font-mono text-xs whitespace-nowrap text-accent hover:underline"
    >
      {id}
    </Link>
  );
}

/** An ID with a button that copies it. */
export function CopyId({ id }: { id: string }) {
  return (
    <span className="inline-flex items-center gap-0.5">
      <span className="font-mono text-xs text-muted">{id}</span>
      <CopyButton text={id} />
    </span>
  );
}
