/** Who may request a transition. `system`: only as a consequence of other changes. */
export const ACTOR_KINDS = ['partner', 'operator', 'update', 'system'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

/** A permitted move from one state to another. */
export interface Transition<State extends string, Guard extends string, Effect extends string> {
  readonly from: State;
  readonly to: State;
  readonly by: readonly ActorKind[];
  /** A condition besides the state. */
  readonly guard?: Guard;
  /** What happens to quantities and other states before the status changes. */
  readonly effect?: Effect;
  /** Its meaning, as a sentence for the documentation. */
  readonly about: string;
}

/** States and the permitted moves between them. Data only: the stored state is one of the words. */
export interface StateMachine<State extends string, Guard extends string = string, Effect extends string = string> {
  /** The object that has the state, in a sentence. */
  readonly noun: string;
  /** The meaning of each state, as a sentence. */
  readonly states: Readonly<Record<State, string>>;
  readonly initial: State;
  /** States in which nothing is left to do. */
  readonly ends: readonly State[];
  readonly transitions: readonly Transition<State, Guard, Effect>[];
}

/** @throws Error that names every fault of the table: see {@link machineFaults} */
export function defineStateMachine<State extends string, Guard extends string, Effect extends string>(
  machine: StateMachine<State, Guard, Effect>,
): StateMachine<State, Guard, Effect> {
  const faults = machineFaults(machine);
  if (faults.length > 0) throw new Error(`The states of ${machine.noun} are wrong: ${faults.join(' ')}`);
  return machine;
}

/** Sentences on unknown states, repeated transitions, unreachable states, and states from which no end is reachable. */
export function machineFaults({ states, initial, ends, transitions }: StateMachine<string>): string[] {
  const known = Object.keys(states);
  const named = new Set([initial, ...ends, ...transitions.flatMap(({ from, to }) => [from, to])]);
  const pairs = transitions.map(({ from, to }) => `${from} → ${to}`);
  const reached = closure([initial], transitions);
  const leading = closure(
    ends,
    transitions.map(({ from, to }) => ({ from: to, to: from })),
  );
  return [
    ...[...named].filter((state) => !known.includes(state)).map((state) => `${state} is unknown.`),
    ...pairs.filter((pair, place) => pairs.indexOf(pair) !== place).map((pair) => `${pair} is repeated.`),
    ...transitions.filter(({ by }) => by.length === 0).map(({ from, to }) => `No actor may do ${from} → ${to}.`),
    ...known.filter((state) => !reached.has(state)).map((state) => `Nothing leads to ${state}.`),
    ...known.filter((state) => !leading.has(state)).map((state) => `No path leads from ${state} to a final state.`),
  ];
}

function closure(start: readonly string[], moves: readonly { from: string; to: string }[]): Set<string> {
  const found = new Set(start);
  // A set may grow during iteration.
  for (const state of found) for (const { from, to } of moves) if (from === state) found.add(to);
  return found;
}

/** The transition between two states, if the table has it. */
export function transitionOf<State extends string, Guard extends string, Effect extends string>(
  machine: StateMachine<State, Guard, Effect>,
  from: State,
  to: State,
): Transition<State, Guard, Effect> | undefined {
  return machine.transitions.find((one) => one.from === from && one.to === to);
}

/** The states that an API caller may request. */
export function statesToAskFor<State extends string>(machine: StateMachine<State>, from: State): State[] {
  return machine.transitions
    .filter((one) => one.from === from && (one.by.includes('partner') || one.by.includes('operator')))
    .map(({ to }) => to);
}
