import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { IconButton } from '../ui/button.tsx';
import { Brand } from './brand.tsx';
import { Sidebar } from './sidebar.tsx';

/** The sidebar on a phone. */
export default function SectionsDrawer({ onClose }: { onClose: () => void }) {
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-shade lg:hidden" />
        <Dialog.Popup
          aria-label="Sections"
          className="appear fixed inset-y-0 left-0 z-50 w-64 overflow-y-auto border-r border-line bg-canvas outline-none lg:hidden"
        >
          <div className="flex h-13 items-center justify-between pr-2 pl-5">
            <Brand />
            <Dialog.Close render={<IconButton label="Close" />}>
              <X className="size-4" aria-hidden />
            </Dialog.Close>
          </div>
          <Sidebar onGo={onClose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
