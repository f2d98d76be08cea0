import { Link, useLocation } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { sectionOf } from './sections.ts';

/** Path segments that are not IDs. */
const WORDS: Readonly<Record<string, string>> = { new: 'New', edit: 'Edit' };

/** The current location, with links to the parent pages. */
export function Breadcrumbs() {
  const { pathname } = useLocation();
  const section = sectionOf(pathname);
  const rest = pathname.split('/').slice(2).filter(Boolean);
  if (!section) return null;
  return (
    <nav aria-label="Breadcrumbs" className="min-w-0 text-sm">
      <ol className="flex min-w-0 items-center gap-1.5">
        <li className="truncate">
          {rest.length === 0 ? (
            <span className="font-medium">{section.label}</span>
          ) : (
            <Link to={section.path} className="rounded-xs text-muted hover:text-ink">
              {section.label}
            </Link>
          )}
        </li>
        {rest.map((part) => (
          <li key={part} className="flex min-w-0 items-center gap-1.5">
            <ChevronRight className="size-3.5 shrink-0 text-faint" aria-hidden />
            <span className={`truncate ${WORDS[part] ? '' : 'font-mono text-xs'}`}>
              {WORDS[part] ?? decodeURIComponent(part)}
            </span>
          </li>
        ))}
      </ol>
    </nav>
  );
}
