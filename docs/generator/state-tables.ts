import { DELIVERY_STATES } from '../../contract/src/orders/states/delivery-states.ts';
import { ORDER_STATES } from '../../contract/src/orders/states/order-states.ts';
import type { StateMachine, Transition } from '../../contract/src/orders/states/state-machine.ts';

type Machine = StateMachine<string>;

export const orderStatesDiagram = () => diagramOf(ORDER_STATES as Machine);
export const deliveryStatesDiagram = () =>
  diagramOf(DELIVERY_STATES as Machine, { name: 'before_shipping', of: ['pending', 'allocated', 'packing', 'ready'] });
export const orderStatesTable = () => tableOfStates(ORDER_STATES as Machine);
export const deliveryStatesTable = () => tableOfStates(DELIVERY_STATES as Machine);
export const orderTransitionsTable = () => tableOfTransitions(ORDER_STATES as Machine);
export const deliveryTransitionsTable = () => tableOfTransitions(DELIVERY_STATES as Machine);

/** States that are drawn as one, because they have the same outgoing transitions. */
interface Group {
  readonly name: string;
  readonly of: readonly string[];
}

function diagramOf(machine: Machine, group: Group = { name: '', of: [] }): string {
  const drawn = (state: string) => (group.of.includes(state) ? group.name : state);
  const outside = machine.transitions.filter(({ from, to }) => drawn(from) !== drawn(to));
  assertAlike(group, outside);
  const inside = group.of.slice(1).map((to, place) => `    ${group.of[place]} --> ${to}`);
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...(inside.length > 0 ? [`  state ${group.name} {`, ...inside, '  }'] : []),
    `  [*] --> ${drawn(machine.initial)}`,
    ...new Set(
      outside.map(({ from, to, by }) => `  ${drawn(from)} --> ${drawn(to)}${isByItself(by) ? ': by itself' : ''}`),
    ),
    '```',
  ].join('\n');
}

function isByItself(by: readonly string[]): boolean {
  return by.every((who) => who === 'system');
}

/** @throws Error if the states of a group have different outgoing transitions */
function assertAlike({ of }: Group, outside: readonly Transition<string, string, string>[]): void {
  const targets = of.map((state) =>
    outside
      .filter(({ from }) => from === state)
      .map(({ to, by, guard }) => [to, by, guard].join(' '))
      .sort()
      .join('; '),
  );
  if (new Set(targets).size > 1)
    throw new Error(`Other transitions lead out of each of ${of.join(', ')}: draw them apart`);
}

function tableOfStates({ states, ends }: Machine): string {
  const rows = Object.entries(states).map(
    ([state, about]) => `| \`${state}\` | ${about} | ${ends.includes(state) ? 'yes' : ''} |`,
  );
  return ['| status | means | end |', '|---|---|---|', ...rows].join('\n');
}

/** Rows that differ only in their first state are merged. */
function tableOfTransitions({ transitions }: Machine): string {
  const rows = Map.groupBy(transitions, ({ to, by, guard, about }) =>
    [`\`${to}\``, by.map((who) => WHO[who]).join(', '), guard ? GUARDS[guard] : '', about].join(' | '),
  );
  return [
    '| from | to | by | if | what happens |',
    '|---|---|---|---|---|',
    ...[...rows].map(([rest, all]) => `| ${all.map(({ from }) => `\`${from}\``).join(', ')} | ${rest} |`),
  ].join('\n');
}

const WHO = { partner: 'partner', operator: 'operator', update: 'order update', system: 'by itself' };

const GUARDS: Readonly<Record<string, string>> = {
  order_under_way: 'the order is `in_progress` or `partially_shipped`',
  nothing_shipped: 'nothing of it has been shipped',
  all_shipped: 'nothing in it is open',
  something_open: 'something in it is open',
};
