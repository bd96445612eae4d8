import { type XmlNode, xml } from 'easy-template-x';

/**
 * Has the last row of every table stand with the one before it: a sum alone on the next page tells of nothing. Word reads it
 * off the paragraphs of the row before, and the PDF off the Word paper.
 */
export function keepLastRows(node: XmlNode): void {
  for (const part of node.childNodes ?? []) keepLastRows(part);
  if (node.nodeName !== 'w:tbl') return;
  const rows = childrenOf(node, 'w:tr');
  const before = rows.at(-2);
  if (before === undefined) return;
  for (const cell of childrenOf(before, 'w:tc')) {
    for (const paragraph of childrenOf(cell, 'w:p')) keepWithNext(paragraph);
  }
}

function keepWithNext(paragraph: XmlNode): void {
  const [known] = childrenOf(paragraph, 'w:pPr');
  const properties = known ?? xml.create.generalNode('w:pPr');
  if (known === undefined) xml.modify.insertChild(paragraph, properties, 0);
  if (childrenOf(properties, 'w:keepNext').length > 0) return;
  // the schema of Word has it first, behind the style alone
  const place = properties.childNodes?.[0]?.nodeName === 'w:pStyle' ? 1 : 0;
  xml.modify.insertChild(properties, xml.create.generalNode('w:keepNext'), place);
}

const childrenOf = (node: XmlNode, name: string): XmlNode[] =>
  (node.childNodes ?? []).filter(({ nodeName }) => nodeName === name);
