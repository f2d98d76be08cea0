import { Link } from '@tanstack/react-router';
import { useSections } from './use-sections.ts';

/** The sections of the console. @param onGo called when one is chosen, which closes the drawer of a phone */
export function Sidebar({ onGo }: { onGo?: () => void }) {
  const groups = useSections();
  return (
    <nav aria-label="Sections" className="flex flex-col gap-4 px-3 py-3">
      {groups.map(({ label, sections }) => (
        <div key={label}>
          {label && <p className="mb-1 px-2 text-xs font-medium text-faint">{label}</p>}
          <ul className="space-y-px">
            {sections.map(({ path, label: name, icon: Icon }) => (
              <li key={path}>
                <Link
                  to={path}
                  activeOptions={{ exact: path === '/' }}
                  onClick={onGo}
                  className="flex h-8 items-center gap-2.5 rounded-md px-2 text-sm text-muted hover:bg-hover hover:text-ink"
                  activeProps={{ className: 'bg-accent-soft! text-accent! font-medium', 'aria-current': 'page' }}
                >
                  <Icon className="size-4 shrink-0" aria-hidden />
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
