import type { Locator, Page } from 'playwright-core';

type Role = Parameters<Page['getByRole']>[0];

/** Presses of Tab after which what is looked for counts as out of reach. */
const MOST = 150;

/** Somebody who has no pointer: every step is a key. */
export class Keyboard {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    // The browser asks the test for files from now on: asked for with the key itself, that may come too late.
    page.on('filechooser', () => undefined);
  }

  /** Goes with Tab to something, from wherever the focus is, and says where it was if that does not lead there. */
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

  /** Replaces what stands in a field. */
  async type(label: string | RegExp, text: string): Promise<void> {
    await this.to(this.#field(label));
    await this.#page.keyboard.press('ControlOrMeta+A');
    await this.#page.keyboard.type(text);
  }

  /** Chooses an entry of a select by typing how it begins, once it is there. */
  async choose(label: string | RegExp, text: string): Promise<void> {
    const field = this.#field(label);
    await field.locator('option').filter({ hasText: text }).first().waitFor({ state: 'attached' });
    await this.to(field);
    await this.#page.keyboard.type(text);
  }

  /** Opens the system's window for files from a file field, and gives it one. */
  async chooseFile(name: string, text: string): Promise<void> {
    await this.to(this.#page.locator('input[type=file]'));
    const [window] = await Promise.all([this.#page.waitForEvent('filechooser'), this.#page.keyboard.press('Enter')]);
    await window.setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  }

  #field(label: string | RegExp): Locator {
    return this.#page.getByLabel(label, { exact: typeof label === 'string' });
  }
}
