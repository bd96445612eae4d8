import { type XmlGeneralNode, type XmlNode, xml } from 'easy-template-x';

/** A run of text of one look. */
export interface Run {
  text: string;
  /** In points. */
  size: number;
  isBold: boolean;
  colour: string | null;
}

export interface PrintParagraph {
  type: 'paragraph';
  runs: Run[];
  align: 'left' | 'center' | 'right' | 'justify';
  /** All in points. */
  firstLine: number;
  right: number;
  before: number;
  line: number;
  keepsWithNext: boolean;
}

export interface PrintRow {
  isHeader: boolean;
  keepsWithNext: boolean;
  cells: PrintParagraph[][];
}

export interface PrintTable {
  type: 'table';
  widths: number[];
  rows: PrintRow[];
}

export type PrintBlock = PrintParagraph | PrintTable;

/** A Word paper as far as it has to be set again for the PDF. */
export interface PrintPage {
  margins: { top: number; right: number; bottom: number; left: number };
  isDraft: boolean;
  header: PrintBlock[];
  body: PrintBlock[];
}

const DEFAULT_SIZE = 16;
const DEFAULT_LINE = 28;
/** Title faces of official papers are bold by nature; the shipped serif has a bold of its own for them. */
const TITLE_FACES = /小标宋|黑体/;

/** Reads paragraphs and tables out of the parts of a filled Word file: its body and its header. */
export function readPage(parts: readonly XmlNode[], isDraft: boolean): PrintPage {
  const document = parts.find(({ nodeName }) => nodeName === 'w:document');
  const header = parts.find(({ nodeName }) => nodeName === 'w:hdr');
  const body = child(document, 'w:body');
  return {
    margins: marginsOf(child(child(body, 'w:sectPr'), 'w:pgMar')),
    isDraft,
    header: header ? blocksOf(header) : [],
    body: body ? blocksOf(body) : [],
  };
}

function blocksOf(parent: XmlNode): PrintBlock[] {
  return (parent.childNodes ?? []).flatMap((node): PrintBlock[] => {
    if (node.nodeName === 'w:p') return [paragraphOf(node)];
    if (node.nodeName === 'w:tbl') return [tableOf(node)];
    // content controls wrap what they hold
    if (node.nodeName === 'w:sdt') return blocksOf(child(node, 'w:sdtContent') ?? node);
    return [];
  });
}

function paragraphOf(node: XmlNode): PrintParagraph {
  const properties = child(node, 'w:pPr');
  const indent = child(properties, 'w:ind');
  const spacing = child(properties, 'w:spacing');
  const align = attribute(child(properties, 'w:jc'), 'w:val');
  return {
    type: 'paragraph',
    runs: runsOf(node),
    align: align === 'both' ? 'justify' : align === 'center' || align === 'right' ? align : 'left',
    firstLine: points(attribute(indent, 'w:firstLine')) ?? 0,
    right: points(attribute(indent, 'w:right')) ?? 0,
    before: points(attribute(spacing, 'w:before')) ?? 0,
    line: points(attribute(spacing, 'w:line')) ?? DEFAULT_LINE,
    keepsWithNext: child(properties, 'w:keepNext') !== undefined,
  };
}

function runsOf(node: XmlNode): Run[] {
  return (node.childNodes ?? []).flatMap((part): Run[] => {
    if (part.nodeName === 'w:hyperlink' || part.nodeName === 'w:ins' || part.nodeName === 'w:smartTag')
      return runsOf(part);
    if (part.nodeName !== 'w:r') return [];
    const properties = child(part, 'w:rPr');
    const text = (part.childNodes ?? []).map(textOf).join('');
    if (text === '') return [];
    const size = attribute(child(properties, 'w:sz'), 'w:val');
    const face = attribute(child(properties, 'w:rFonts'), 'w:eastAsia') ?? '';
    return [
      {
        text,
        size: size === undefined ? DEFAULT_SIZE : Number(size) / 2,
        isBold: child(properties, 'w:b') !== undefined || TITLE_FACES.test(face),
        colour: attribute(child(properties, 'w:color'), 'w:val') ?? null,
      },
    ];
  });
}

function textOf(node: XmlNode): string {
  if (node.nodeName === 'w:t')
    return (node.childNodes ?? [])
      .map((part) => (xml.query.isTextNode(part) ? part.textContent : ''))
      .join('');
  if (node.nodeName === 'w:br') return '\n';
  if (node.nodeName === 'w:tab') return '\u3000';
  return '';
}

function tableOf(node: XmlNode): PrintTable {
  const columns = children(child(node, 'w:tblGrid'), 'w:gridCol');
  return {
    type: 'table',
    widths: columns.map((column) => points(attribute(column, 'w:w')) ?? 40),
    rows: children(node, 'w:tr').map(rowOf),
  };
}

function rowOf(node: XmlNode): PrintRow {
  const cells = children(node, 'w:tc').map((cell) => children(cell, 'w:p').map(paragraphOf));
  return {
    isHeader: child(child(node, 'w:trPr'), 'w:tblHeader') !== undefined,
    keepsWithNext: cells.flat().some(({ keepsWithNext }) => keepsWithNext),
    cells,
  };
}

function marginsOf(node: XmlNode | undefined): PrintPage['margins'] {
  const side = (name: string): number => points(attribute(node, `w:${name}`)) ?? 72;
  return { top: side('top'), right: side('right'), bottom: side('bottom'), left: side('left') };
}

function children(node: XmlNode | undefined, name: string): XmlNode[] {
  return (node?.childNodes ?? []).filter(({ nodeName }) => nodeName === name);
}

function child(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return node?.childNodes?.find(({ nodeName }) => nodeName === name);
}

function attribute(node: XmlNode | undefined, name: string): string | undefined {
  return (node as XmlGeneralNode | undefined)?.attributes?.[name];
}

/** Word counts in twentieths of a point. */
function points(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text) / 20;
}
