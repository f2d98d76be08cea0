import { IconButton } from '../ui/button.tsx';
import type { LoadedMenu } from '../ui/lazy-menu.tsx';
import { Menu, MenuChoice } from '../ui/menu.tsx';
import { chooseTheme, useTheme } from './theme.ts';

const THEMES = [
  ['system', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const;

const ThemeMenu: LoadedMenu = ({ label, icon }) => {
  const { choice } = useTheme();
  return (
    <Menu defaultOpen trigger={<IconButton label={label}>{icon}</IconButton>}>
      <MenuChoice value={choice} onChange={chooseTheme} choices={THEMES} />
    </Menu>
  );
};

export default ThemeMenu;
