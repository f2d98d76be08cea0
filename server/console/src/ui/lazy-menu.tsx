import { type ComponentType, lazy, Suspense, useMemo, useState } from 'react';
import { IconButton } from './button.tsx';

/** A menu loaded from its module; it opens at once, because the user has clicked for it. */
export type LoadedMenu = ComponentType<{ label: string; icon: React.ReactNode }>;

interface LazyMenuProps {
  label: string;
  icon: React.ReactNode;
  load: () => Promise<{ default: LoadedMenu }>;
}

/** The button of a menu whose code is loaded on demand: few visits open one, and its positioning code is large. */
export function LazyMenu({ label, icon, load }: LazyMenuProps) {
  const [isWanted, setIsWanted] = useState(false);
  const Loaded = useMemo(() => lazy(load), [load]);
  const button = (
    <IconButton
      label={label}
      aria-haspopup="menu"
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => setIsWanted(true)}
    >
      {icon}
    </IconButton>
  );
  if (!isWanted) return button;
  return (
    <Suspense fallback={button}>
      <Loaded label={label} icon={icon} />
    </Suspense>
  );
}
