import { Refusal } from '../../core/errors.ts';
import { parseFen } from '../../core/money.ts';
import type { FieldKind, MoveField } from '../../core/words/move-fields.ts';

/** What a person typed after a verb, by the name of the option. */
export type Typed = Readonly<Record<string, string | undefined>>;

/** How what was typed after the options of a field becomes its value; a text stands for itself. */
const READ: Partial<
  Record<FieldKind, (field: MoveField, typed: readonly (string | undefined)[]) => unknown>
> = {
  yuan: (_field, [amount, fen]) => {
    if (fen !== undefined) return Number(fen);
    return amount === undefined ? undefined : yuan(amount);
  },
  // an option that takes no value
  flag: (_field, [said]) => (said === undefined ? undefined : true),
  choice: ({ values }, [said]) => (isBare(said) ? values?.at(-1) : said),
  servers: (_field, [names]) => names?.split(/[,，、]/),
  takers: (_field, [names]) => names?.split(/[,，、]/),
  adjustments: (_field, [text]) => (text === undefined ? undefined : [adjustmentOf(text)]),
  instalments: (_field, [text]) => planOf(text),
  sources: (_field, [name, resident_id, address, phone]) => {
    const sources = present({ name, resident_id, address, phone });
    return Object.keys(sources).length === 0 ? undefined : sources;
  },
};

/** The input of a move as it was typed; what was not typed is left out, so that the command's own defaults hold. */
export function typedInput(fields: readonly MoveField[], typed: Typed): Record<string, unknown> {
  return present(
    Object.fromEntries(
      fields.map((field) => {
        const said = (field.options ?? []).map(([flags]) => typed[nameOf(flags)]);
        return [field.name, READ[field.kind]?.(field, said) ?? said[0]];
      }),
    ),
  );
}

/** Under which name the command line hands over what stands after an option: `--post-number <number>` is `postNumber`. */
function nameOf(flags: string): string {
  const [option = ''] = flags.replace('--', '').split(' ');
  return option.replace(/-(\w)/g, (_all, letter: string) => letter.toUpperCase());
}

function isBare(said: unknown): boolean {
  return said === true;
}

function present(input: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}

/** What was typed with a comma between. */
export function typedList(text: string | undefined): string[] | undefined {
  return text?.split(/[,，]/).map((part) => part.trim());
}

function adjustmentOf(text: string): { amount_fen: number; reason: string } {
  const [amount = '', ...reason] = text.split(/[:：]/);
  return { amount_fen: yuan(amount), reason: reason.join(':') };
}

function planOf(text: string | undefined): { due_on: string; amount_fen: number }[] | undefined {
  return text?.split(/[,，]/).map((part) => {
    const [due_on = '', amount = ''] = part.split(/[:：]/);
    return { due_on: due_on.trim(), amount_fen: yuan(amount) };
  });
}

/** Fen of an amount typed in yuan. Throws `Refusal` where it cannot be read. */
export function yuan(text: string): number {
  const fen = parseFen(text);
  if (fen !== null) return fen;
  throw new Refusal('amount-unreadable', `金额看不懂：${text}`, `The amount cannot be read: ${text}`, 2);
}
