import type { PrintBlock, PrintPage, PrintParagraph, PrintRow, PrintTable, Run } from './page.ts';

/** Writes a page as Typst source. All text goes in as string literals, so that nothing in it can be a command. */
export function typstSource(page: PrintPage, families: readonly string[]): string {
  const { top, right, left } = page.margins;
  const bottom = bottomOf(page.margins);
  const fonts = families.map(literal).join(', ');
  const draft = page.isDraft
    ? '#set page(background: rotate(-45deg, text(150pt, fill: luma(225), weight: "bold", "草稿")))'
    : '';
  return `
#set text(font: (${fonts},), size: 16pt, lang: "zh", region: "cn", top-edge: 0.88em, bottom-edge: -0.12em, fallback: false)
#set par(justify: true)
#let run(s, size, bold, fill) = text(size: size, weight: if bold { "bold" } else { "regular" }, fill: fill, s)
#let para(align-to, first, right, before, size, line, sticky, body) = {
  block(above: calc.max(0pt, line - size) + before, below: 0pt, sticky: sticky, width: 100%, inset: (right: right), {
    set align(align-to)
    par(
      leading: calc.max(2pt, line - size),
      first-line-indent: (amount: first, all: true),
      justify: align-to == left,
      body,
    )
  })
}
#set page(paper: "a4", margin: (top: ${top}pt, right: ${right}pt, bottom: ${bottom}pt, left: ${left}pt),
  header: [${page.header.map(source).join('')}],
  footer: context {
    // GB/T 9704: the number stands on the outer side, a character from the edge of the text
    let n = counter(page).get().first()
    let told = text(14pt, "— " + str(n) + " —")
    if calc.odd(n) { align(right, pad(right: 16pt, told)) } else { align(left, pad(left: 16pt, told)) }
  })
${draft}
${page.body.map(source).join('\n')}
`;
}

const A4_HEIGHT = 841.89;
const LINE = 28;
const CHARACTER = 16;

/**
 * The lower margin that leaves room for whole lines alone, 22 of them on an official page (GB/T 9704): the last line takes
 * no space below it, and without this a twenty-third would fit where Word sets none.
 */
function bottomOf({ top, bottom }: PrintPage['margins']): number {
  const lines = Math.floor((A4_HEIGHT - top - bottom) / LINE);
  return A4_HEIGHT - top - (lines * LINE - (LINE - CHARACTER)) - 0.5;
}

function source(block: PrintBlock): string {
  return block.type === 'table' ? table(block) : paragraph(block);
}

function paragraph(block: PrintParagraph): string {
  if (block.runs.length === 0) return `#v(${block.line}pt)`;
  const size = Math.max(...block.runs.map((one) => one.size));
  const align = block.align === 'justify' ? 'left' : block.align;
  return `#para(${align}, ${block.firstLine}pt, ${block.right}pt, ${block.before}pt, ${size}pt, ${block.line}pt, ${block.keepsWithNext}, {${block.runs.map(run).join(';')}})`;
}

function run({ text, size, isBold, colour }: Run): string {
  const fill = colour === null || colour === 'auto' ? 'black' : `rgb(${literal(`#${colour}`)})`;
  const lines = text.split('\n').map((line) => `run(${literal(line)}, ${size}pt, ${isBold}, ${fill})`);
  return lines.join('; linebreak(); ');
}

/** A cell without width or line at the end of a row; over two rows it keeps them on one page. */
const SEAM = 'inset: 0pt, stroke: none';

function table({ widths, rows }: PrintTable): string {
  const head = rows.filter(({ isHeader }) => isHeader);
  const body = rows.filter(({ isHeader }) => !isHeader);
  const isKept = body.at(-2)?.keepsWithNext === true;
  const seam = (row: PrintRow): string => {
    if (!isKept || row === body.at(-1)) return '';
    return row === body.at(-2)
      ? `, table.cell(rowspan: 2, breakable: false, ${SEAM})[]`
      : `, table.cell(${SEAM})[]`;
  };
  const set = (row: PrintRow): string => `${cells(row)}${seam(row)}`;
  const header = head.length > 0 ? `table.header(${head.map(set).join(', ')}),` : '';
  const columns = [...widths.map((width) => `${width}pt`), ...(isKept ? ['0pt'] : [])].join(', ');
  return `#block(above: 8pt, below: 4pt, width: 100%, align(center, table(columns: (${columns},), inset: (x: 3pt, y: 5pt), stroke: 0.5pt, ${header} ${body.map(set).join(', ')})))`;
}

function cells(row: PrintRow): string {
  return row.cells
    .map((paragraphs) => {
      const align = paragraphs[0]?.align ?? 'left';
      const said = paragraphs.map((one) => one.runs.map(run).join(';')).join('; parbreak(); ');
      return `table.cell(align: ${align === 'justify' ? 'left' : align} + horizon, {set par(justify: false, leading: 3pt); ${said}})`;
    })
    .join(', ');
}

/** A Typst string: JSON's escapes but for the form of a code point. */
function literal(text: string): string {
  return JSON.stringify(text).replace(/\\u([0-9a-f]{4})/gi, '\\u{$1}');
}
