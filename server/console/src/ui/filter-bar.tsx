import { useLocation } from '@tanstack/react-router';
import { Bookmark, Search, X } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { IconButton } from './button.tsx';
import { type Choice, CONTROL, Select } from './field.tsx';
import { LazyMenu } from './lazy-menu.tsx';
import type { ListSearch } from './list-search.ts';

export type Filter =
  | { name: string; label: string; kind: 'text'; wide?: boolean }
  | { name: string; label: string; kind: 'choice'; choices: readonly Choice[]; any?: string };

const TYPING_MS = 350;
const loadViewsMenu = () => import('./views-menu.tsx');

/** The filters of a list, stored in the URL. */
export function FilterBar({
  filters,
  search,
  children,
}: {
  filters: readonly Filter[];
  search: ListSearch;
  children?: ReactNode;
}) {
  const isSet = filters.some(({ name }) => search.filters[name] !== undefined);
  const isWholePage = useLocation().pathname.lastIndexOf('/') === 0;
  const reset = () => search.set(Object.fromEntries(filters.map(({ name }) => [name, undefined])));
  return (
    <search className="mb-3 flex flex-wrap items-center gap-2">
      {filters.map((filter) =>
        filter.kind === 'text' ? (
          <TextFilter
            key={filter.name}
            {...filter}
            value={search.filters[filter.name] ?? ''}
            onChange={(value) => search.set({ [filter.name]: value })}
          />
        ) : (
          <Select
            key={filter.name}
            aria-label={filter.label}
            className="w-[calc(50%-0.25rem)] sm:w-auto sm:max-w-52 lg:max-w-38"
            choices={[['', filter.any ?? `${filter.label}: any`], ...filter.choices]}
            value={search.filters[filter.name] ?? ''}
            onChange={({ target }) => search.set({ [filter.name]: target.value })}
          />
        ),
      )}
      {isSet && (
        <IconButton label="Clear the filters" onClick={reset}>
          <X className="size-4" aria-hidden />
        </IconButton>
      )}
      <div className="ml-auto flex shrink-0 gap-2">
        {isWholePage && (
          <LazyMenu label="Views" icon={<Bookmark className="size-4" aria-hidden />} load={loadViewsMenu} />
        )}
        {children}
      </div>
    </search>
  );
}

/**
 * On wide screens each grows into the free space of its line: a set filter adds a button, and stays in line with it.
 * Beside the console's sections there is less room.
 */
const WIDTHS = {
  wide: 'w-full sm:w-auto sm:max-w-60 sm:flex-[1_1_11rem] lg:basis-32',
  narrow: 'w-[calc(50%-0.25rem)] sm:w-auto sm:max-w-36 sm:flex-[1_1_8rem] lg:basis-20',
};

interface TextFilterProps {
  label: string;
  wide?: boolean;
  value: string;
  onChange: (value: string) => void;
}

/** Takes effect after a typing pause, or at once with Enter. */
function TextFilter({ label, wide = false, value, onChange }: TextFilterProps) {
  const [typed, setTyped] = useState(value);
  // Keeps a trailing space while typing: the next word has not begun.
  useEffect(() => setTyped((now) => (now.trim() === value ? now : value)), [value]);
  useEffect(() => {
    const wanted = typed.trim();
    if (wanted === value) return;
    const timer = setTimeout(() => onChange(wanted), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <div className={`relative ${wide ? WIDTHS.wide : WIDTHS.narrow}`}>
      <Search className="pointer-events-none absolute top-2 left-2.5 size-4 text-faint" aria-hidden />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        className={`${CONTROL} pl-8 [&:placeholder-shown::-webkit-search-cancel-button]:hidden`}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={({ key }) => key === 'Enter' && onChange(typed.trim())}
      />
    </div>
  );
}
