import { Dialog } from '@base-ui/react/dialog';
import type { SearchResult } from '@commerce-integration/sdk';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Command } from 'cmdk';
import { CornerDownLeft } from 'lucide-react';
import { useEffect, useState } from 'react';
import { client } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { useSections } from '../frame/use-sections.ts';
import { StatusBadge } from '../ui/badge.tsx';
import { words } from '../ui/format.ts';
import { pathOf } from '../ui/paths.ts';

const TYPING_MS = 150;

const GROUP =
  '[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-faint';
const ITEM =
  'mx-1.5 flex min-h-10 cursor-pointer items-center gap-3 rounded-md px-2 py-1.5 text-sm data-[selected=true]:bg-hover';

/** Finds everything by any ID, SKU, name, reference, file name or URL. */
export default function SearchDialog({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const navigate = useNavigate();
  const go = (path: string) => {
    onClose();
    void navigate({ to: path });
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-shade" />
        <Dialog.Popup
          aria-label="Search"
          className="appear fixed top-[10vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 overflow-hidden rounded-xl border border-line bg-surface shadow-raised outline-none"
        >
          <Command shouldFilter={false} label="Search" loop>
            <Command.Input
              value={typed}
              onValueChange={setTyped}
              autoFocus
              placeholder="Any ID, SKU, name, reference, file name or URL"
              className="h-12 w-full border-b border-line bg-transparent px-4 text-base outline-none placeholder:text-faint"
            />
            <Command.List className="max-h-[56vh] overflow-y-auto pb-2">
              <Results typed={typed.trim()} onGo={go} />
              <Sections typed={typed.trim()} onGo={go} />
            </Command.List>
          </Command>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface GroupProps {
  typed: string;
  onGo: (path: string) => void;
}

function Results({ typed, onGo }: GroupProps) {
  const q = useAfterTyping(typed);
  const { data, error, isFetching, isPlaceholderData } = useQuery({
    queryKey: ['search', q],
    queryFn: async ({ signal }) => client.console.search({ q }, { signal }),
    enabled: q !== '',
    placeholderData: keepPreviousData,
    refetchInterval: false,
  });
  if (q === '') return null;
  if (error) return <p className="px-4 py-3 text-sm text-bad">{problemOf(error).detail}</p>;
  const items = data?.items ?? [];
  // Enter must not open a result for an earlier, shorter query.
  const isOld = q !== typed || isPlaceholderData;
  if (items.length === 0 && !isFetching)
    return <p className="px-4 py-3 text-sm text-muted">Nothing has this ID or begins with this text.</p>;
  return (
    <Command.Group heading="Found" className={GROUP}>
      {items.map((item) => (
        <Result key={item.id} item={item} isOld={isOld} onGo={onGo} />
      ))}
    </Command.Group>
  );
}

/** Debounced text: not every keystroke starts a search. */
function useAfterTyping(typed: string): string {
  const [text, setText] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setText(typed), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return text;
}

interface ResultProps {
  item: SearchResult;
  isOld: boolean;
  onGo: (path: string) => void;
}

function Result({ item, isOld, onGo }: ResultProps) {
  const { type, id, title, subtitle, status, leads_to } = item;
  const path = pathOf(leads_to ?? id);
  return (
    <Command.Item
      value={id}
      disabled={path === undefined}
      onSelect={() => path && !isOld && onGo(path)}
      className={`${ITEM} ${isOld ? 'opacity-60' : ''}`}
    >
      <span className="w-20 shrink-0 text-xs text-faint">{words(type)}</span>
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{title}</span>
        {subtitle && <span className="block truncate text-xs text-muted">{subtitle}</span>}
      </span>
      {status && <StatusBadge status={status} />}
      <span className="hidden font-mono text-xs text-faint sm:block">{id}</span>
    </Command.Item>
  );
}

function Sections({ typed, onGo }: GroupProps) {
  const sections = useSections().flatMap((group) => group.sections);
  const found = sections.filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase()));
  if (found.length === 0) return null;
  return (
    <Command.Group heading="Go to" className={GROUP}>
      {found.map(({ path, label, icon: Icon }) => (
        <Command.Item key={path} value={path} onSelect={() => onGo(path)} className={ITEM}>
          <Icon className="size-4 text-muted" aria-hidden />
          <span className="flex-1">{label}</span>
          <CornerDownLeft className="size-3.5 text-faint" aria-hidden />
        </Command.Item>
      ))}
    </Command.Group>
  );
}
