import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';

const ITEM =
  'flex w-full cursor-pointer items-center gap-2 rounded-md px-2 py-1.5 text-sm outline-none select-none data-highlighted:bg-hover data-disabled:opacity-50';

interface MenuProps {
  /** Whether it is open when it appears. */
  defaultOpen?: boolean;
  trigger: ReactElement<Record<string, unknown>>;
  align?: 'start' | 'end';
  children: ReactNode;
}

export function Menu({ trigger, align = 'end', defaultOpen = false, children }: MenuProps) {
  return (
    <Base.Root defaultOpen={defaultOpen}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={6} className="z-50">
          <Base.Popup className="appear min-w-44 rounded-lg border border-line bg-surface p-1 shadow-raised outline-none">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export function MenuItem({
  onSelect,
  icon,
  children,
}: {
  onSelect: () => void;
  icon?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Base.Item onClick={onSelect} className={ITEM}>
      {icon}
      {children}
    </Base.Item>
  );
}

/** A checkbox item; the menu stays open. */
export function MenuCheck({
  on,
  onChange,
  children,
}: {
  on: boolean;
  onChange: (on: boolean) => void;
  children: ReactNode;
}) {
  return (
    <Base.CheckboxItem checked={on} onCheckedChange={onChange} className={ITEM} closeOnClick={false}>
      <span className="grid size-4 place-items-center">{on && <Check className="size-3.5" aria-hidden />}</span>
      {children}
    </Base.CheckboxItem>
  );
}

/** A radio item; the menu closes. */
export function MenuChoice<T extends string>({
  value,
  onChange,
  choices,
}: {
  value: T;
  onChange: (value: T) => void;
  choices: readonly (readonly [T, string])[];
}) {
  return (
    <Base.RadioGroup value={value} onValueChange={onChange}>
      {choices.map(([choice, label]) => (
        <Base.RadioItem key={choice} value={choice} closeOnClick className={ITEM}>
          <span className="grid size-4 place-items-center">
            {choice === value && <Check className="size-3.5" aria-hidden />}
          </span>
          {label}
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="my-1 h-px bg-line" />;
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <div className="px-2 pt-1.5 pb-1 text-xs text-faint">{children}</div>;
}
