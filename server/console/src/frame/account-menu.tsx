import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { LogOut } from 'lucide-react';
import { signOut, useCaller } from '../session/session.ts';
import { IconButton } from '../ui/button.tsx';
import type { LoadedMenu } from '../ui/lazy-menu.tsx';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '../ui/menu.tsx';

/** Shows the owner of the key, and signs out. */
const AccountMenu: LoadedMenu = ({ label, icon }) => {
  const { kind, key, partner } = useCaller();
  const navigate = useNavigate();
  const leave = useMutation({ mutationFn: signOut, onSuccess: () => navigate({ to: '/sign-in' }) });
  return (
    <Menu defaultOpen trigger={<IconButton label={label}>{icon}</IconButton>}>
      <div className="max-w-64 px-2 py-1.5">
        <p className="text-sm font-medium">{kind === 'operator' ? 'Operator' : partner?.partner_name}</p>
        <p className="text-xs break-words text-muted">{key.name}</p>
      </div>
      <MenuLabel>
        Key ending in <span className="font-mono">{key.secret_hint}</span>
      </MenuLabel>
      <MenuSeparator />
      <MenuItem onSelect={() => leave.mutate()} icon={<LogOut className="size-4 text-muted" aria-hidden />}>
        Sign out
      </MenuItem>
    </Menu>
  );
};

export default AccountMenu;
