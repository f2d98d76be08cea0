import type { Partner, PartnerStatus } from '@commerce-integration/sdk';
import { client } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { useAction } from '../ui/use-action.ts';

/** Pauses or reactivates a partner, or ends the cooperation. */
export function PartnerStatusActions({ partner: { partner_id, partner_name, status } }: { partner: Partner }) {
  const change = useAction((next: PartnerStatus) => client.partners.update(partner_id, { status: next }), {
    changes: ['partners', 'overview'],
    done: (partner) => `${partner_name} is ${partner.status} now.`,
  });
  if (status !== 'active') {
    return (
      <Button kind="primary" busy={change.isPending} onClick={() => change.mutate('active')}>
        Activate
      </Button>
    );
  }
  return (
    <>
      <ConfirmButton
        busy={change.isPending}
        question={`Pause ${partner_name}?`}
        consequence="It can neither upload nor order until it is activated again. Its data stays readable."
        verb="Pause the partner"
        onConfirm={() => change.mutate('paused')}
      >
        Pause
      </ConfirmButton>
      <ConfirmButton
        kind="danger"
        busy={change.isPending}
        question={`Offboard ${partner_name}?`}
        consequence="It can neither upload nor order. Its data stays readable, and it can be activated again."
        verb="Offboard the partner"
        onConfirm={() => change.mutate('offboarded')}
      >
        Offboard
      </ConfirmButton>
    </>
  );
}
