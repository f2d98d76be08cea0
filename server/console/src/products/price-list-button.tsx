import type { PriceInForce } from '@commerce-integration/sdk';
import { CalendarClock } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Button } from '../ui/button.tsx';

const PriceListDialog = lazy(async () => ({ default: (await import('./price-list-dialog.tsx')).PriceListDialog }));

interface PriceListButtonProps {
  price: PriceInForce;
  fallbackCurrency: string | null;
}

/** Opens the price list of a product. */
export function PriceListButton({ price, fallbackCurrency }: PriceListButtonProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" icon={<CalendarClock className="size-3.5" aria-hidden />} onClick={() => setOpen(true)}>
        Price list
      </Button>
      <Suspense fallback={null}>
        {open && <PriceListDialog price={price} fallbackCurrency={fallbackCurrency} onClose={() => setOpen(false)} />}
      </Suspense>
    </>
  );
}
