import { Columns3 } from 'lucide-react';
import { useState } from 'react';
import { Button } from './button.tsx';
import type { Column } from './columns.ts';
import { Menu, MenuCheck } from './menu.tsx';

/** The hidden columns of a table, stored in this browser. */
export function useColumnChoice<T>(
  table: string,
  columns: readonly Column<T>[],
  hiddenAtFirst: readonly string[] = [],
) {
  const key = `console.columns.${table}`;
  const [hidden, setHidden] = useState<readonly string[]>(() => localStorage.getItem(key)?.split(',') ?? hiddenAtFirst);
  const toggle = (id: string, shown: boolean) => {
    const next = shown ? hidden.filter((one) => one !== id) : [...hidden, id];
    localStorage.setItem(key, next.join(','));
    setHidden(next);
  };
  const menu = (
    <Menu
      trigger={
        <Button className="max-xl:px-2" icon={<Columns3 className="size-3.5" aria-hidden />}>
          <span className="max-xl:sr-only">Columns</span>
        </Button>
      }
    >
      {columns.slice(1).map(({ id, header }) => (
        <MenuCheck key={id} on={!hidden.includes(id)} onChange={(on) => toggle(id, on)}>
          {header}
        </MenuCheck>
      ))}
    </Menu>
  );
  return { columns: columns.filter(({ id }) => !hidden.includes(id)), menu };
}
