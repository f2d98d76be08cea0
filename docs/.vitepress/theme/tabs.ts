import { computed, defineComponent, h, nextTick, onMounted, ref, useId, type VNode } from 'vue';

// Only the browser declarations that tabs need: all of them would conflict with those of Node.
interface TabButton {
  readonly parentElement: { readonly children: ArrayLike<TabButton> };
  getBoundingClientRect(): { top: number };
  focus(): void;
}
interface TabEvent {
  readonly key?: string;
  readonly currentTarget: TabButton;
  preventDefault(): void;
}
declare const window: { scrollBy(to: { top: number; behavior: 'instant' }): void };

const KEPT_AS = 'commerce-docs-tab';

/** The tab that the reader chose last, for all groups on all pages. */
const chosen = ref<string>();

/** Alternatives, one of which is shown. Its slots are `tab0`, `tab1` and so on. */
export const Tabs = defineComponent({
  props: { titles: { type: String, required: true } },
  setup(props, { slots }) {
    const id = useId();
    const titles = props.titles.split(' ');
    const shown = computed(() => Math.max(titles.indexOf(chosen.value ?? ''), 0));
    onMounted(() => {
      chosen.value ??= localStorage.getItem(KEPT_AS) ?? undefined;
    });

    const tab = (title: string, index: number): VNode =>
      h(
        'button',
        {
          type: 'button',
          role: 'tab',
          id: `${id}-tab-${index}`,
          'aria-selected': index === shown.value,
          'aria-controls': `${id}-panel-${index}`,
          tabindex: index === shown.value ? 0 : -1,
          onClick: ({ currentTarget }: TabEvent) => choose(title, currentTarget),
          onKeydown: (event: TabEvent) => moveBy(event, titles, shown.value),
        },
        title,
      );
    const panel = (_: string, index: number): VNode =>
      h(
        'div',
        {
          role: 'tabpanel',
          id: `${id}-panel-${index}`,
          'aria-labelledby': `${id}-tab-${index}`,
          hidden: index !== shown.value,
        },
        slots[`tab${index}`]?.(),
      );
    return () => h('div', { class: 'tabs' }, [h('div', { role: 'tablist' }, titles.map(tab)), ...titles.map(panel)]);
  },
});

/** Chooses a tab in every group. Groups above may change their height; the clicked one keeps its position. */
async function choose(title: string, button: TabButton): Promise<void> {
  const before = button.getBoundingClientRect().top;
  chosen.value = title;
  localStorage.setItem(KEPT_AS, title);
  await nextTick();
  window.scrollBy({ top: button.getBoundingClientRect().top - before, behavior: 'instant' });
}

/** The arrow keys move between tabs, as in the ARIA pattern. */
function moveBy(event: TabEvent, titles: string[], from: number): void {
  const step = event.key === 'ArrowLeft' ? -1 : 1;
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
  const to = (from + step + titles.length) % titles.length;
  const button = event.currentTarget.parentElement.children[to];
  if (!button) return;
  event.preventDefault();
  button.focus();
  void choose(titles[to] ?? '', button);
}
