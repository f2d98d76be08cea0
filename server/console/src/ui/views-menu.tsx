import { BookmarkPlus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from './button.tsx';
import type { LoadedMenu } from './lazy-menu.tsx';
import { useListSearch } from './list-search.ts';
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuSeparator } from './menu.tsx';
import { SaveViewDialog } from './save-view-dialog.tsx';
import { useSavedViews } from './saved-views.ts';

/** The menu of a list's saved views. */
const ViewsMenu: LoadedMenu = ({ label, icon }) => {
  const { views, current, isWorthSaving, show, save, remove } = useSavedViews(useListSearch());
  const [isNaming, setIsNaming] = useState(false);
  const choose = (name: string) => {
    const view = views.find((one) => one.name === name);
    if (view) show(view);
  };
  return (
    <>
      <Menu defaultOpen trigger={<IconButton label={label}>{icon}</IconButton>}>
        {views.length > 0 ? (
          <MenuChoice
            value={current?.name ?? ''}
            onChange={choose}
            choices={views.map(({ name }) => [name, name] as const)}
          />
        ) : (
          <MenuLabel>
            {isWorthSaving ? 'No saved views yet' : 'Set filters or a sort order, then save them here'}
          </MenuLabel>
        )}
        {(current || isWorthSaving) && <MenuSeparator />}
        {current ? (
          <MenuItem
            onSelect={() => remove(current.name)}
            icon={<Trash2 className="size-4 text-muted" aria-hidden />}
          >{`Delete “${current.name}”`}</MenuItem>
        ) : (
          isWorthSaving && (
            <MenuItem
              onSelect={() => setIsNaming(true)}
              icon={<BookmarkPlus className="size-4 text-muted" aria-hidden />}
            >
              Save as a view…
            </MenuItem>
          )
        )}
      </Menu>
      <SaveViewDialog
        open={isNaming}
        taken={views.map(({ name }) => name)}
        onClose={() => setIsNaming(false)}
        onSave={save}
      />
    </>
  );
};

export default ViewsMenu;
