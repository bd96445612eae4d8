import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

const TEXT = join(import.meta.dirname, '../../workbench/text');

/**
 * Seconds of a practised hand, by the keystroke-level model (Card, Moran, Newell 1980): making up one's mind, going to the mouse,
 * pointing and pressing; and one key. A Chinese character is typed with three.
 */
const CLICK_SECONDS = 1.35 + 0.4 + 1.1 + 0.2;
const KEY_SECONDS = 0.28;
const KEYS_OF_A_CHARACTER = 3;

/** Somebody at a page, in the language they read: what they press and type is counted, whatever the machine needs meanwhile is not. */
export class CountedHands {
  readonly page: Page;
  readonly #language: string;
  clicks = 0;
  keys = 0;

  constructor(page: Page, language: 'zh' | 'en') {
    this.page = page;
    this.#language = language === 'zh' ? 'zh-CN' : 'en';
  }

  /** A text of the pages, as they have it, with what is filled in. */
  says(key: string, filled: Readonly<Record<string, string>> = {}): string {
    const [area = '', ...name] = key.split('.');
    const texts = JSON.parse(readFileSync(join(TEXT, this.#language, `${area}.json`), 'utf8')) as Record<
      string,
      string
    >;
    const text = texts[name.join('.')];
    if (text === undefined) throw new Error(`the pages do not say ${key}`);
    return Object.entries(filled).reduce((said, [place, value]) => said.replace(`{${place}}`, value), text);
  }

  button(key: string, within: Page | Locator = this.page): Locator {
    return within.getByRole('button', { name: this.says(key), exact: true });
  }

  async click(place: Locator): Promise<void> {
    this.clicks += 1;
    await place.click();
  }

  /** Opens a list and takes one of it. */
  async choose(place: Locator, value: string): Promise<void> {
    this.clicks += 2;
    await place.selectOption(value);
  }

  async press(key: string): Promise<void> {
    this.keys += 1;
    await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    for (const character of text) this.keys += character > '\u2e80' ? KEYS_OF_A_CHARACTER : 1;
    await this.page.keyboard.type(text);
  }

  get seconds(): number {
    return this.clicks * CLICK_SECONDS + this.keys * KEY_SECONDS;
  }
}
