import type { Locator, Page } from 'playwright-core';

type Role = Parameters<Page['getByRole']>[0];

/** The number of Tab presses after which an element counts as unreachable. */
const MOST = 150;

/** A user without a pointer: every step is a key. */
export class Keyboard {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    // The browser asks the test for files from now on: enabled together with the key, it might be too late.
    page.on('filechooser', () => undefined);
  }

  /**
   * Moves the focus with Tab to an element.
   *
   * @throws Error with the focused elements if the element cannot be reached
   */
  async to(target: Locator): Promise<void> {
    await target.first().waitFor({ state: 'attached' });
    const passed: string[] = [];
    for (let presses = 0; presses <= MOST; presses += 1) {
      if (await target.evaluateAll((elements) => elements.includes(document.activeElement as HTMLElement))) return;
      await this.#page.keyboard.press('Tab');
      passed.push(await this.#page.evaluate(() => document.activeElement?.outerHTML.slice(0, 80) ?? ''));
    }
    throw new Error(`Tab does not lead to ${target}, but to: ${passed.slice(-12).join(' | ')}`);
  }

  /** Presses a button, or follows a link. */
  async press(role: Role, name: string | RegExp, within: Locator | Page = this.#page): Promise<void> {
    await this.to(within.getByRole(role, { name, exact: typeof name === 'string' }));
    await this.#page.keyboard.press('Enter');
  }

  /** Replaces the value of a field. */
  async type(label: string | RegExp, text: string): Promise<void> {
    await this.to(this.#field(label));
    await this.#page.keyboard.press('ControlOrMeta+A');
    await this.#page.keyboard.type(text);
  }

  /** Chooses an entry of a select by typing its beginning, once the entry exists. */
  async choose(label: string | RegExp, text: string): Promise<void> {
    const field = this.#field(label);
    await field.locator('option').filter({ hasText: text }).first().waitFor({ state: 'attached' });
    await this.to(field);
    await this.#page.keyboard.type(text);
  }

  /** Opens the file dialog of a file field, and chooses a file. */
  async chooseFile(name: string, text: string): Promise<void> {
    await this.to(this.#page.locator('input[type=file]'));
    const [window] = await Promise.all([this.#page.waitForEvent('filechooser'), this.#page.keyboard.press('Enter')]);
    await window.setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  }

  #field(label: string | RegExp): Locator {
    return this.#page.getByLabel(label, { exact: typeof label === 'string' });
  }
}
