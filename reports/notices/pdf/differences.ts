import { Zip } from 'easy-template-x';

/** Something that Word would show and the PDF would not. */
export interface PdfDifference {
  zh: string;
  en: string;
}

const MARKS: readonly (PdfDifference & { found: RegExp })[] = [
  { zh: '图片、图形或文本框', en: 'pictures, shapes or text boxes', found: /<w:(?:drawing|pict|object)[ >]/ },
  { zh: '合并的单元格', en: 'merged cells', found: /<w:(?:gridSpan|vMerge|hMerge)[ /]/ },
  { zh: '下划线', en: 'underlined text', found: /<w:u (?!w:val="none")/ },
  { zh: '斜体', en: 'italics', found: /<w:i\/>|<w:i w:val="(?:1|true|on)"/ },
  { zh: '删除线', en: 'struck-out text', found: /<w:d?strike(?:\/>| w:val="(?:1|true|on)")/ },
  { zh: '隐藏的文字', en: 'hidden text', found: /<w:(?:vanish|webHidden)(?:\/>| w:val="(?:1|true|on)")/ },
  { zh: '上标或下标', en: 'superscripts or subscripts', found: /<w:vertAlign w:val="su/ },
  {
    zh: '特殊符号或公式（请直接输入文字）',
    en: 'symbols or formulas (type them as text)',
    found: /<w:sym |<m:oMath/,
  },
  { zh: '域（请换成文字）', en: 'fields (put text in their place)', found: /<w:(?:fldSimple|instrText)[ >]/ },
  {
    zh: '段落里的内容控件',
    en: 'content controls within a paragraph',
    found: /<w:p[ >](?:(?!<\/w:p>).)*<w:(?:sdt|customXml)[ >]/s,
  },
  {
    zh: '突出显示或底纹',
    en: 'highlights or shading',
    found: /<w:highlight |<w:shd [^>]*w:fill="(?!auto|FFFFFF)/i,
  },
  { zh: '手动分页', en: 'page breaks', found: /<w:br [^>]*w:type="page"|<w:pageBreakBefore\/>/ },
  { zh: '自动编号', en: 'automatic numbering', found: /<w:numPr[ >]/ },
  { zh: '脚注或尾注', en: 'footnotes or endnotes', found: /<w:(?:footnote|endnote)Reference / },
  { zh: '分栏', en: 'columns', found: /<w:cols [^>]*w:num="[2-9]/ },
  { zh: '修订痕迹', en: 'tracked changes', found: /<w:(?:ins|del) / },
  { zh: '横向纸张或者不是A4', en: 'a page that is not upright A4', found: /<w:pgSz (?![^>]*w:w="119\d\d")/ },
];

/** What of a template would stand on the Word paper and not on the PDF; nothing where both come out alike. */
export async function pdfDifferences(content: Buffer): Promise<PdfDifference[]> {
  const zip = await Zip.load(content);
  const body = await zip.getFile('word/document.xml').getContentText();
  const found: PdfDifference[] = MARKS.filter((mark) => mark.found.test(body)).map(({ zh, en }) => ({
    zh,
    en,
  }));
  const styles = zip.listFiles().includes('word/styles.xml')
    ? await zip.getFile('word/styles.xml').getContentText()
    : '';
  if (looksByStyle(body, styles))
    found.push({
      zh: '由 Word 样式给出的字体、字号、加粗、对齐或缩进（请直接设在文字上）',
      en: 'fonts, sizes, weights, alignments or indents that come from Word styles (set them on the text itself)',
    });
  if (hasTableInTable(body)) found.push({ zh: '表格里的表格', en: 'a table within a table' });
  if ((body.match(/<w:sectPr[ >]/g) ?? []).length > 1) found.push({ zh: '几个节', en: 'several sections' });
  for (const name of zip.listFiles().filter((one) => /^word\/footer\d*\.xml$/.test(one))) {
    if (hasWords(await zip.getFile(name).getContentText())) {
      found.push({ zh: '页脚里页码以外的内容', en: 'words in the footer beside the page number' });
      break;
    }
  }
  return found;
}

/** What the typesetter reads off a run or a paragraph, and a style may give instead. */
const LOOK = /<w:(?:rFonts|sz|b|color|jc|ind|spacing|keepNext)[ /]/;
const OUR_DEFAULT_SIZE = '32';

/** Whether a style that the body uses, or that holds where none is named, says how text looks. */
function looksByStyle(body: string, styles: string): boolean {
  const known = new Map(
    [...styles.matchAll(/<w:style [^>]*>.*?<\/w:style>/gs)].map(([style]) => [
      /w:styleId="([^"]*)"/.exec(style)?.[1] ?? '',
      style,
    ]),
  );
  const used = new Set([...body.matchAll(/<w:[pr]Style w:val="([^"]*)"/g)].map(([, name = '']) => name));
  for (const [name, style] of known)
    if (/w:default="1"/.test(style) && /w:type="(?:paragraph|character)"/.test(style)) used.add(name);
  for (const name of used) {
    const base = /<w:basedOn w:val="([^"]*)"/.exec(known.get(name) ?? '')?.[1];
    if (base !== undefined) used.add(base);
  }
  if ([...used].some((name) => LOOK.test(known.get(name) ?? ''))) return true;
  const size = /<w:rPrDefault>.*?<w:sz w:val="(\d+)"/s.exec(styles)?.[1];
  const bare = [...body.matchAll(/<w:r[ >].*?<\/w:r>/gs)].some(
    ([run]) => /<w:t[ >]/.test(run) && !/<w:sz /.test(run),
  );
  return bare && size !== OUR_DEFAULT_SIZE;
}

function hasTableInTable(body: string): boolean {
  let depth = 0;
  for (const [tag] of body.matchAll(/<w:tbl>|<\/w:tbl>/g)) {
    depth += tag === '<w:tbl>' ? 1 : -1;
    if (depth > 1) return true;
  }
  return false;
}

/** A footer is the number of the page between dashes. */
function hasWords(footer: string): boolean {
  const text = [...footer.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, said]) => said).join('');
  return /[^\s\d—–\-第页共]/u.test(text) || /<w:(?:drawing|pict|tbl)[ >]/.test(footer);
}
