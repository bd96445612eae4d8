import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { Refusal } from '../../../core/errors.ts';
import { drawable, type FontSet, undrawable } from '../../fonts/fonts.ts';
import type { PrintBlock, PrintPage } from './page.ts';
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

  pdf(page: PrintPage): Buffer {
    this.#refuseUndrawable(page);
    const pdf = this.#compiler.pdf({ mainFileContent: typstSource(page, this.#families) });
    this.#compiler.evictCache(FORGET_AFTER);
    return pdf;
  }

  /** The same pages as pictures for the screen, one drawing each, with nothing in them that runs or loads. */
  svg(page: PrintPage): string[] {
    this.#refuseUndrawable(page);
    const compiled = this.#compiler.compile({ mainFileContent: typstSource(page, this.#families) });
    if (compiled.result === null) {
      throw new Error(
        `a paper cannot be set: ${JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics)}`,
      );
    }
    const pages = splitPages(this.#compiler.plainSvg(compiled.result), compiled.result.numOfPages);
    this.#compiler.evictCache(FORGET_AFTER);
    return pages;
  }

  #refuseUndrawable(page: PrintPage): void {
    refuseUndrawable([...page.header, ...page.body].map(textOf).join(''), this.#drawable);
  }
}

/** A character that no font has is refused by name: a box in a name makes it another person's paper. */
export function refuseUndrawable(text: string, characters: ReadonlySet<number>): void {
  const missing = undrawable(text, characters);
  if (missing.length === 0) return;
  const codes = missing.map(
    (character) => `${character}（U+${character.codePointAt(0)?.toString(16).toUpperCase()}）`,
  );
  throw new Refusal(
    'character-undrawable',
    `字库里没有这些字：${codes.join('、')}。请把含有这些字的字体文件放进 hedui.yaml 里 documents.fonts 所指的文件夹。`,
    `No font has these characters: ${codes.join(', ')}. Put a font that has them into the folder named by documents.fonts in hedui.yaml.`,
  );
}

/** The white ground of a page: the typesetter lays that of every page over the first one, where it hides the text. */
const GROUND =
  /<path class="typst-shape" fill="#ffffff" fill-rule="nonzero" d="M 0 0 L 0 [\d.]+ L [\d.]+ [\d.]+ L [\d.]+ 0 Z "\/>/g;

/** The typesetter draws all pages below one another; a window onto that drawing is one page. */
function splitPages(drawing: string, count: number): string[] {
  const head = /viewBox="0 0 ([\d.]+) ([\d.]+)" width="[^"]+" height="[^"]+"([^>]*>)/.exec(drawing);
  if (head === null) throw new Error('the drawing of a paper does not say how large it is');
  const [all, rest, width, height] = [head[0], head[3] ?? '', Number(head[1]), Number(head[2])];
  const pages = drawing.replace(GROUND, '');
  const each = height / count;
  return Array.from({ length: count }, (_, index) => {
    const top = index * each;
    const ground = `<rect y="${top}" width="${width}" height="${each}" fill="#ffffff"/>`;
    const window = `viewBox="0 ${top} ${width} ${each}" width="${width}pt" height="${each}pt"${rest}`;
    return pages.replace(all, `${window}${ground}`);
  });
}

function textOf(block: PrintBlock): string {
  const paragraphs = block.type === 'paragraph' ? [block] : block.rows.flatMap(({ cells }) => cells.flat());
  return paragraphs.flatMap(({ runs }) => runs.map(({ text }) => text)).join('');
}
