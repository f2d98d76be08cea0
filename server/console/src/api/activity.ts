/** Opening the page is something that somebody did. */
let hasActed = true;

const note = () => {
  hasActed = true;
};
for (const type of ['pointerdown', 'keydown', 'wheel', 'touchmove'])
  addEventListener(type, note, { capture: true, passive: true });

/**
 * Whether somebody has done anything in this page since this was asked last. A call of a page that nobody uses is one that
 * it makes by itself, and does not extend the session.
 */
export function takeActivity(): boolean {
  const was = hasActed;
  hasActed = false;
  return was;
}
