import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Zip } from 'easy-template-x';
import { describe, expect, test } from 'vitest';
import { CONDITION_NAMES } from '../../reports/notices/conditions.ts';
import { findKind, loadKinds } from '../../reports/notices/kinds.ts';
import { documentsPart } from '../../reports/notices/letterhead.ts';
import { DRAFT_TAG, LIST_TAGS, TEXT_TAGS } from '../../reports/notices/tags.ts';
import { checkTemplate, loadTemplate } from '../../reports/notices/template.ts';

describe('a spoiled template', () => {
  const kind = findKind('recovery-notice');

  async function spoiled(change: (xml: string) => string): Promise<Buffer> {
    const { content } = await loadTemplate(kind, undefined);
    const zip = await Zip.load(content);
    zip.setFile('word/document.xml', change(await zip.getFile('word/document.xml').getContentText()));
    return zip.export(Buffer);
  }

  const inRun = (part: string) => (xml: string) => xml.replace('</w:rPr><w:t', `</w:rPr>${part}<w:t`);
  const inLook = (part: string) => (xml: string) => xml.replace('</w:rPr>', `${part}</w:rPr>`);

  test.each([
    ['a tag nobody knows', (xml: string) => xml.replace('{outstanding}', '{outstandign}'), '{outstandign}'],
    [
      'a tag of a list outside it',
      (xml: string) => xml.replace('{issued_on}', '{issued_on}{total}'),
      '{total}',
    ],
    ['a missing account', (xml: string) => xml.replace('{payee_account}', '见附件'), '{payee_account}'],
    ['a list that is never closed', (xml: string) => xml.replace('{/lines}', ''), '{#lines}'],
    ['a title of its own', (xml: string) => xml.replace('{document_title}', '通知'), '{document_title}'],
    ['words left to be written', (xml: string) => xml.replace('{issued_on}', '{issued_on}TODO'), 'TODO'],
    ['a picture', inRun('<w:drawing></w:drawing>'), '图片'],
    ['underlined text', inLook('<w:u w:val="single"/>'), '下划线'],
    ['italics', inLook('<w:i/>'), '斜体'],
    ['struck-out text, said in full', inLook('<w:strike w:val="true"/>'), '删除线'],
    ['hidden text', inLook('<w:vanish/>'), '隐藏的文字'],
    ['a superscript', inLook('<w:vertAlign w:val="superscript"/>'), '上标'],
    ['a symbol', inRun('<w:sym w:font="Wingdings" w:char="F0FE"/>'), '特殊符号'],
    ['a field', inRun('<w:instrText>DATE</w:instrText>'), '域'],
    [
      'a content control within a paragraph',
      (xml: string) => xml.replace('</w:r></w:p>', '</w:r><w:sdt><w:sdtContent/></w:sdt></w:p>'),
      '内容控件',
    ],
    [
      'merged cells',
      (xml: string) => xml.replace('<w:tcPr>', '<w:tcPr><w:gridSpan w:val="2"/>'),
      '合并的单元格',
    ],
    ['a page break', inRun('<w:br w:type="page"/>'), '手动分页'],
    ['automatic numbers', (xml: string) => xml.replace('<w:pPr>', '<w:pPr><w:numPr></w:numPr>'), '自动编号'],
    [
      'a table within a table',
      (xml: string) => xml.replace('</w:tc>', '<w:tbl></w:tbl></w:tc>'),
      '表格里的表格',
    ],
    ['a page that lies', (xml: string) => xml.replace('w:w="11906"', 'w:w="16838"'), '横向纸张'],
    ['a brace that is never closed', (xml: string) => xml.replace('{court}', '{court'), '花括号'],
  ])('with %s is refused by name', async (_what, change, named) => {
    const content = await spoiled(change);
    await expect(checkTemplate(kind, 'office.docx', content)).rejects.toThrow(named);
  });

  test('one whose look comes from styles of Word is refused, and one with styles that say nothing passes', async () => {
    const { content } = await loadTemplate(kind, undefined);
    const styled = async (look: string): Promise<Buffer> => {
      const zip = await Zip.load(content);
      const [body, styles] = ['word/document.xml', 'word/styles.xml'];
      zip.setFile(
        body,
        (await zip.getFile(body).getContentText()).replace('<w:pPr>', '<w:pPr><w:pStyle w:val="own"/>'),
      );
      const own = `<w:style w:type="paragraph" w:styleId="own"><w:name w:val="own"/>${look}</w:style></w:styles>`;
      zip.setFile(styles, (await zip.getFile(styles).getContentText()).replace('</w:styles>', own));
      return zip.export(Buffer);
    };
    const bold = await styled('<w:rPr><w:b/></w:rPr>');
    await expect(checkTemplate(kind, 'office.docx', bold)).rejects.toThrow('Word 样式');
    await checkTemplate(kind, 'office.docx', await styled(''));
  });

  test('one without the mark of a draft is refused', async () => {
    const { content } = await loadTemplate(kind, undefined);
    const zip = await Zip.load(content);
    zip.setFile(
      'word/header1.xml',
      (await zip.getFile('word/header1.xml').getContentText()).replaceAll(/\{[#/]is_draft\}/g, ''),
    );
    await expect(checkTemplate(kind, 'office.docx', await zip.export(Buffer))).rejects.toThrow('{is_draft}');
  });

  test('a file that is no Word file is refused', async () => {
    await expect(checkTemplate(kind, 'office.docx', Buffer.from('not a file of Word'))).rejects.toThrow(
      'office.docx',
    );
  });

  test('the one that was not spoiled passes', async () => {
    const { content } = await loadTemplate(kind, undefined);
    expect((await checkTemplate(kind, 'office.docx', content)).tags.has('payee_account')).toBe(true);
  });
});

test('every kind, tag, list, condition and setting stands in the page for those who write templates', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/papers.md'), 'utf8');
  const settings = Object.keys(documentsPart.schema.unwrap().shape);
  const wanted = [
    ...loadKinds().map(({ kind }) => kind),
    ...[...TEXT_TAGS, ...Object.keys(LIST_TAGS), ...CONDITION_NAMES, DRAFT_TAG],
    ...settings,
  ];
  expect(wanted.filter((name) => !page.includes(`| \`${name}\` |`))).toEqual([]);
});
