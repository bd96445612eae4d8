import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { Refusal } from '../../../core/errors.ts';
import { drawable, type FontSet, undrawable } from '../../fonts/fonts.ts';
import type { Block, Page } from './page.ts';
import { typstSource } from './typst-source.ts';

/** Papers after which the compiler forgets what it has laid out. */
const FORGET_AFTER = 10;

/** Sets pages as PDF, with fonts of ours alone: what the machine has installed changes nothing. */
export class Typesetter {
  readonly #compiler: NodeCompiler;
  readonly #families: readonly string[];
  readonly #drawable: ReadonlySet<number>;

  constructor(fonts: FontSet) {
    this.#compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: [...fonts.files] }] });
    this.#families = fonts.families;
    this.#drawable = drawable(fonts);
  }

  /** A character that no font has is refused by name: a box in a name makes it another person's paper. */
  pdf(page: Page): Buffer {
    const missing = undrawable([...page.header, ...page.body].map(textOf).join(''), this.#drawable);
    if (missing.length > 0) {
      const codes = missing.map(
        (character) => `${character}（U+${character.codePointAt(0)?.toString(16).toUpperCase()}）`,
      );
      throw new Refusal(
        'character-undrawable',
        `字库里没有这些字：${codes.join('、')}。请把含有这些字的字体文件放进 hedui.yaml 里 documents.fonts 所指的文件夹。`,
        `No font has these characters: ${codes.join(', ')}. Put a font that has them into the folder named by documents.fonts in hedui.yaml.`,
      );
    }
    const pdf = this.#compiler.pdf({ mainFileContent: typstSource(page, this.#families) });
    this.#compiler.evictCache(FORGET_AFTER);
    return pdf;
  }
}

function textOf(block: Block): string {
  const paragraphs = block.type === 'paragraph' ? [block] : block.rows.flatMap(({ cells }) => cells.flat());
  return paragraphs.flatMap(({ runs }) => runs.map(({ text }) => text)).join('');
}
