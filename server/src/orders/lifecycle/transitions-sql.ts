import { type StateMachine, statesToAskFor } from '@commerce-integration/contract';

/** SQL of the states that can be asked for from the state in `column`: a JSON list. */
export function allowedTransitionsSql<State extends string>(machine: StateMachine<State>, column: string): string {
  const cases = (Object.keys(machine.states) as State[]).map(
    (state) => `when '${state}' then '${JSON.stringify(statesToAskFor(machine, state))}'::json`,
  );
  return `(case ${column} ${cases.join(' ')} end)`;
}
