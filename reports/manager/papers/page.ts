import type { Section, SectionCell, SectionColumn } from '../section.ts';
import { type Summary, sourceLine } from '../summary.ts';
import { chartSvg, FONTS } from './chart-svg.ts';
import { fullWidth, isNumeric, showCell } from './figures.ts';
import { escapeHtml } from './html-text.ts';

export const PAGE_STYLE = `
body{margin:0 auto;max-width:1080px;padding:24px;background:#fff;color:#1d2730;font:14px/1.6 ${FONTS};font-variant-numeric:tabular-nums}
h1{font-size:20px;margin:0 0 4px}h2{font-size:15px;margin:28px 0 6px;border-bottom:1px solid #dfe2dd;padding-bottom:4px}
p{margin:6px 0}.lead{font-size:16px}.note,.source{color:#4f5b66;font-size:12.5px}
table{border-collapse:collapse;width:100%;font-size:13px}th,td{border-bottom:1px solid #dfe2dd;padding:4px 8px;text-align:left;vertical-align:top}
th{background:#e4eff0;font-weight:600}td.number,th.number{text-align:right}td.number{white-space:nowrap}td.date,th.date,.short{white-space:nowrap}tr.total td{font-weight:600;border-top:1px solid #1d2730}
.ties{list-style:none;padding-left:0}.ties li{margin:2px 0}code{background:#f3f5f2;padding:2px 6px;overflow-wrap:anywhere}td:first-child{min-width:6em}.wide{overflow-x:auto}svg{max-width:100%;height:auto}
@media print{@page{size:A4 landscape;margin:15mm}body{max-width:none;padding:0;font-size:10.5pt}figure,svg,tr{break-inside:avoid}h2,.note,figcaption,thead{break-after:avoid}table{font-size:9pt}th,td{padding:3px 5px}figure svg{width:auto;max-width:100%;max-height:150mm}thead{display:table-header-group}.wide{overflow:visible}}`;

/** The summary as one file that opens without a network: no script, no font, no picture from anywhere else. */
export function summaryPage(summary: Summary): string {
  const [first, ...others] = summary.paragraphs;
  const compared = summary.identities.reduce((sum, { compared: figures }) => sum + figures, 0);
  return wholePage(
    `${summary.title}追缴情况`,
    `<h1>${escapeHtml(summary.title)}追缴情况</h1>
<p class="source">${escapeHtml(summary.office)} · ${escapeHtml(fullWidth(sourceLine(summary)))}</p>
<p class="lead">${escapeHtml(fullWidth(first?.text ?? ''))}</p>
${others.map(({ heading, text }) => `<h2>${escapeHtml(heading)}</h2><p>${escapeHtml(fullWidth(text))}</p>`).join('\n')}
${summary.sections.map((section) => sectionHtml(section, sourceLine(summary))).join('\n')}
<h2>勾稽关系</h2>
<p class="note">${summary.identities.length} 项检查、${compared} 个数字全部轧平后发布。</p>
<ul class="ties">${summary.identities.map(({ zh, compared: figures }) => `<li>✓ ${escapeHtml(fullWidth(`${zh}(${figures})`))}</li>`).join('')}</ul>`,
  );
}

/** A page that needs nothing from outside and lets nothing in. */
export function wholePage(title: string, body: string): string {
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>${PAGE_STYLE}</style></head><body>
${body}
</body></html>
`;
}

/** One table with its chart, and where its figures come from. */
export function sectionHtml(section: Section, source: string): string {
  const chart =
    section.chart === null || section.rows.length === 0
      ? ''
      : `<figure><figcaption>${escapeHtml(section.chart.title)}(单位:${escapeHtml(section.chart.unit)})</figcaption>${chartSvg(section, section.chart)}<p class="source">${escapeHtml(fullWidth(source))}</p></figure>`;
  return `<section id="${section.id}"><h2>${escapeHtml(section.title)}</h2>
${section.note === '' ? '' : `<p class="note">${escapeHtml(fullWidth(section.note))}</p>`}${tableHtml(section)}${chart}</section>`;
}

export function tableHtml({ columns, rows, total }: Pick<Section, 'columns' | 'rows' | 'total'>): string {
  if (rows.length === 0) return '<p class="note">没有。</p>';
  const classes = columns.map((column, index) =>
    cellClass(
      column,
      rows.map((row) => row[index] ?? null),
    ),
  );
  const head = columns.map(({ header }, index) => `<th${classes[index]}>${escapeHtml(header)}</th>`).join('');
  const line = (row: readonly SectionCell[], kind = ''): string =>
    `<tr${kind}>${columns
      .map((column, index) => `<td${classes[index]}>${escapeHtml(showCell(row[index] ?? null, column))}</td>`)
      .join('')}</tr>`;
  const body = rows.map((row) => line(row)).join('\n');
  const foot = total === null ? '' : line(total, ' class="total"');
  return `<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>${body}${foot}</tbody></table></div>`;
}

/** So many characters are not broken over two lines: names, townships, states. */
const SHORT = 8;

function cellClass(column: SectionColumn, cells: readonly SectionCell[]): string {
  if (column.kind === 'date') return ' class="date"';
  if (isNumeric(column)) return column.header.length <= SHORT ? ' class="number short"' : ' class="number"';
  const isShort = [column.header, ...cells].every((cell) => String(cell ?? '').length <= SHORT);
  return isShort ? ' class="short"' : '';
}
