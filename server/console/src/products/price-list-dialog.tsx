import type { PriceInForce, ValidFromPrice } from '@commerce-integration/sdk';
import { Plus, Trash2 } from 'lucide-react';
import { useFieldArray, useForm } from 'react-hook-form';
import { client } from '../api/client.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Input, numberOf } from '../ui/field.tsx';
import { ProblemView } from '../ui/problem-view.tsx';
import { useFormAction } from '../ui/use-form-action.ts';

interface ListFields {
  rows: { from: string; price: string; currency: string }[];
}

interface PriceListDialogProps {
  price: PriceInForce;
  fallbackCurrency: string | null;
  onClose: () => void;
}

/** The price list of a product, in the sales channel whose price is displayed. */
export function PriceListDialog({ price, fallbackCurrency, onClose }: PriceListDialogProps) {
  const where = price.sales_channel_id ? 'in this sales channel' : 'outside of sales channels';
  return (
    <Dialog
      open
      onClose={onClose}
      title="Price list"
      about={`Each price is valid from its time on, ${where}. Without rows, the list is removed and the feed price is valid.`}
    >
      <PriceListForm price={price} fallbackCurrency={fallbackCurrency ?? 'USD'} onDone={onClose} />
    </Dialog>
  );
}

function PriceListForm({
  price,
  fallbackCurrency,
  onDone,
}: {
  price: PriceInForce;
  fallbackCurrency: string;
  onDone: () => void;
}) {
  const list = price.sales_channel_id ? price.channel_list : price.base_list;
  const form = useForm<ListFields>({ defaultValues: { rows: list.map(toRow) } });
  const { fields, append, remove } = useFieldArray({ control: form.control, name: 'rows' });
  const save = useFormAction(
    form,
    ({ rows }) =>
      client.products.setPriceList(price.product_id, {
        price_list: rows.map(fromRow),
        ...(price.sales_channel_id && { sales_channel_id: price.sales_channel_id }),
      }),
    { changes: ['products'], onDone },
  );
  return (
    <form onSubmit={form.handleSubmit((all) => save.mutate(all))} className="space-y-3" noValidate>
      {fields.map(({ id }, index) => (
        <div key={id} className="flex items-center gap-2">
          <Input
            type="datetime-local"
            step={1}
            aria-label={`In force from, row ${index + 1}`}
            {...form.register(`rows.${index}.from`)}
          />
          <Input
            inputMode="decimal"
            aria-label={`Price, row ${index + 1}`}
            className="max-w-28 text-right"
            {...form.register(`rows.${index}.price`)}
          />
          <Input
            aria-label={`Currency, row ${index + 1}`}
            maxLength={3}
            className="max-w-16 uppercase"
            {...form.register(`rows.${index}.currency`)}
          />
          <IconButton label={`Remove row ${index + 1}`} onClick={() => remove(index)}>
            <Trash2 className="size-4" aria-hidden />
          </IconButton>
        </div>
      ))}
      <Button
        kind="quiet"
        icon={<Plus className="size-3.5" aria-hidden />}
        onClick={() => append({ from: localTime(new Date()), price: '', currency: fallbackCurrency })}
      >
        Add a price
      </Button>
      {save.error && <ProblemView error={save.error} />}
      <div className="flex justify-end">
        <Button type="submit" kind="primary" busy={save.isPending}>
          Save the list
        </Button>
      </div>
    </form>
  );
}

function toRow({ valid_from, price, currency }: ValidFromPrice) {
  return { from: localTime(new Date(valid_from)), price: String(price), currency };
}

function fromRow({ from, price, currency }: ListFields['rows'][number]): ValidFromPrice {
  return {
    valid_from: from === '' ? '' : new Date(from).toISOString(),
    price: numberOf(price),
    currency: currency.toUpperCase(),
  };
}

/** In the format of a `datetime-local` input, in the browser's time zone. */
function localTime(date: Date): string {
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19);
}
