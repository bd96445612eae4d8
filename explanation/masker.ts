import { maskAccount, maskName, maskResidentId, maskText } from '../core/mask.ts';

/** A sentence about somebody, with their name masked wherever it stands. */
export function maskNameIn(sentence: string, name: string): string {
  return name === '' ? sentence : sentence.replaceAll(name, maskName(name));
}

/** Longer than any person's name that is written without a dot: a home, a committee, a bureau. */
const LONGEST_NAME = 6;

/**
 * What may be seen of names, numbers and accounts. It remembers every name it was told, so that a name that stands
 * within a sentence or a remark is hidden there too.
 */
export class Masker {
  readonly isOpen: boolean;
  /** The person's own name, where the reader holds the case. */
  readonly #shown: ReadonlySet<string>;
  readonly #names = new Set<string>();

  constructor(isOpen: boolean, shown: Iterable<string> = []) {
    this.isOpen = isOpen;
    this.#shown = new Set(shown);
  }

  /** Takes note of a name without showing it. */
  learn(name: string | null | undefined): void {
    const bare = name?.trim() ?? '';
    if (bare.length > 1 && !isInstitution(bare) && !this.#shown.has(bare)) this.#names.add(bare);
  }

  name(name: string): string;
  name(name: string | null): string | null;
  name(name: string | null): string | null {
    if (name === null || this.isOpen) return name;
    this.learn(name);
    return this.#shown.has(name.trim()) || isInstitution(name.trim()) ? name : maskLetters(name.trim());
  }

  number(number: string | null): string | null {
    return number === null || this.isOpen ? number : maskResidentId(number);
  }

  account(account: string | null): string | null {
    return account === null || this.isOpen ? account : maskAccount(account);
  }

  text(text: string): string;
  text(text: string | null): string | null;
  text(text: string | null): string | null {
    if (text === null || this.isOpen) return text;
    let masked = maskText(text);
    for (const name of [...this.#names].sort((one, other) => other.length - one.length)) {
      masked = masked.replaceAll(name, maskName(name));
    }
    return masked;
  }

  /** The facts of a finding, each masked by what its key says it is. */
  facts<Value extends string | number | boolean | null>(
    facts: Readonly<Record<string, Value>>,
  ): Record<string, Value | string> {
    return Object.fromEntries(
      Object.entries(facts).map(([fact, value]): [string, Value | string] => {
        if (typeof value !== 'string' || this.isOpen) return [fact, value];
        if (fact.includes('resident_id')) return [fact, maskResidentId(value)];
        if (fact.includes('name')) return [fact, this.name(value)];
        if (fact.includes('account')) return [fact, maskAccount(value)];
        return [fact, this.text(value)];
      }),
    );
  }

  /** Every text within, once more with all the names that were met on the way. */
  all<Whole>(whole: Whole): Whole {
    if (this.isOpen) return whole;
    if (typeof whole === 'string') return this.text(whole) as Whole;
    if (Array.isArray(whole)) return whole.map((part: unknown) => this.all(part)) as Whole;
    if (typeof whole !== 'object' || whole === null) return whole;
    return Object.fromEntries(Object.entries(whole).map(([key, part]) => [key, this.all(part)])) as Whole;
  }
}

/** As `maskName`, but a blank stays one: it is how the name was written, not part of it. */
function maskLetters(name: string): string {
  const letters = Array.from(maskName(name));
  return Array.from(name, (letter, index) => (/\s/.test(letter) ? letter : (letters[index] ?? '*'))).join('');
}

export function isInstitution(name: string): boolean {
  return name.length > LONGEST_NAME && !/[·•]/.test(name);
}

const NAME_HEADER =
  /姓名|户名|家属|经办|联系人|领取人|申领人|继承人|受益人|监护人|户主|死者$|逝者$|name|holder/i;
/** A column called 个人账户养老金 holds a sum of money, not the number of an account. */
const ACCOUNT_HEADER = /账号|帐号|(?<!个人)(?:账户|帐户)(?!.*(?:金|额|余))|卡号|account/i;
const PHONE_HEADER = /电话|手机|phone/i;

/** A cell of a received row: the header says what it holds. */
export function maskCell(header: string, value: string, masker: Masker): string {
  if (masker.isOpen) return value;
  if (/身份证|身份号码|证件号|社会保障号|社保号|sfz|gmsfhm|AAC002|AAC147|id.?n/i.test(header)) {
    return maskResidentId(value);
  }
  if (NAME_HEADER.test(header)) return masker.name(value);
  if (ACCOUNT_HEADER.test(header)) return maskAccount(value);
  if (PHONE_HEADER.test(header)) return value.replace(/^(\d{3})\d+(\d{4})$/, '$1****$2');
  return masker.text(value);
}
