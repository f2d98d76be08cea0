import { Problem } from '../../shared/problem.ts';
import type { ActorKind, StateMachine } from '../states/state-machine.ts';

/** The refusal of a transition, which names what is allowed instead. */
export function transitionRefused<State extends string>(
  machine: StateMachine<State>,
  subject: string,
  { from, to, by, because }: { from: State; to: State; by: ActorKind; because?: string },
): Problem {
  const allowed = machine.transitions.filter((one) => one.from === from && one.by.includes(by)).map((one) => one.to);
  const instead = allowed.length === 0 ? 'It can become nothing else.' : `It can become: ${allowed.join(', ')}.`;
  const why = because === undefined ? '' : `: ${because}`;
  return new Problem('transition_not_allowed', `${subject} is ${from} and cannot become ${to}${why}. ${instead}`);
}
