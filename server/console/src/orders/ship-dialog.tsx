import type { Delivery, Order } from '@commerce-integration/sdk';
import { useForm } from 'react-hook-form';
import { client } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field, Input } from '../ui/field.tsx';
import { useAction } from '../ui/use-action.ts';
import { openOf } from './open-quantity.ts';
import { ORDER_CHANGES } from './order-actions.tsx';

interface ShipDialogProps {
  order: Order;
  delivery: Delivery;
  onClose: () => void;
}

interface ParcelForm {
  carrier: string;
  tracking_number: string;
  /** Indexed like the lines. */
  quantities: number[];
}

/** Ships the chosen quantities of a delivery as one parcel. */
export function ShipDialog({ order, delivery, onClose }: ShipDialogProps) {
  const open = delivery.items.filter((item) => openOf(item) > 0);
  const form = useForm<ParcelForm>({
    defaultValues: {
      carrier: delivery.carrier ?? '',
      tracking_number: delivery.tracking_number ?? '',
      quantities: open.map(openOf),
    },
  });
  const ship = useAction((parcel: ParcelForm) => client.orders.ship(order.order_id, fieldsOf(parcel)), {
    changes: ORDER_CHANGES,
    done: 'Shipped.',
    onDone: onClose,
  });
  const fieldsOf = ({ carrier, tracking_number, quantities }: ParcelForm) => ({
    delivery_id: delivery.delivery_id,
    ...(carrier && { carrier }),
    ...(tracking_number && { tracking_number }),
    items: open
      .map(({ order_item_id }, place) => ({ order_item_id, quantity: quantities[place] ?? 0 }))
      .filter(({ quantity }) => quantity > 0),
  });
  return (
    <Dialog open onClose={onClose} title="Ship a parcel" about="Items that you leave out stay open in the delivery.">
      <form className="space-y-4" onSubmit={form.handleSubmit((parcel) => ship.mutate(parcel))}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Carrier">{(field) => <Input {...field} {...form.register('carrier')} />}</Field>
          <Field label="Tracking number">{(field) => <Input {...field} {...form.register('tracking_number')} />}</Field>
        </div>
        {open.map((item, place) => (
          <Field key={item.order_item_id} label={`Quantity of ${item.sku}`} hint={`${openOf(item)} open`}>
            {(field) => (
              <Input
                type="number"
                min={0}
                max={openOf(item)}
                {...field}
                {...form.register(`quantities.${place}`, { valueAsNumber: true })}
              />
            )}
          </Field>
        ))}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Not yet</Button>
          <Button kind="primary" type="submit" busy={ship.isPending}>
            Ship the parcel
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
