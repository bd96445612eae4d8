import { axisSteps } from '../../../core/axis-steps.ts';
import { formatYuan } from '../../../core/money.ts';
import type { Chart, Section, SectionColumn } from '../section.ts';
import { showCell } from './figures.ts';
import { escapeHtml } from './html-text.ts';

/** Named, not embedded: the first that Windows, Kylin or a bare Linux has is used. */
export const FONTS =
  '"Noto Sans SC","Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei UI","Microsoft YaHei","WenQuanYi Micro Hei",SimSun,sans-serif';

const INK = '#1D2730';
const RULE = '#E0E6F1';
/** What came in is solid and what is out is hatched, so that the difference survives a black-and-white printer. */
const TONES = { recovered: '#23618C', owed: '#F3C98B', plain: '#626D77' } as const;
const OWED_EDGE = '#9C4A06';

const WIDTH = 860;
const COLUMN_HEIGHT = 320;
const BAR = 18;
const WIDEST = 28;
const TOP = 44;
const LEFT = 16;
/** Beside the longest bar: an amount such as 12,345,678.90. */
const RIGHT = 90;
const FONT = 12;
const SMALL = 11;

interface Drawn {
  names: readonly string[];
  /** Fen, one list per series. */
  values: readonly (readonly number[])[];
  tones: readonly Chart['series'][number]['tone'][];
  unit: string;
  hatch: string;
}

/** One chart as an SVG text that needs nothing from outside. */
export function chartSvg(section: Section, chart: Chart): string {
  const place = (name: string): number => section.columns.findIndex((column) => column.name === name);
  const category = section.columns[place(chart.category)] as SectionColumn;
  const drawn: Drawn = {
    names: section.rows.map((row) => showCell(row[place(chart.category)] ?? null, category)),
    values: chart.series.map(({ column }) => section.rows.map((row) => Number(row[place(column)] ?? 0))),
    tones: chart.series.map(({ tone }) => tone),
    unit: chart.unit,
    hatch: `hatch-${section.id}`,
  };
  const { height, marks } = chart.shape === 'bar' ? bars(drawn) : columns(drawn);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" `,
    `font-family="${escapeHtml(FONTS)}" font-size="${FONT}" fill="${INK}">`,
    `<defs><pattern id="${drawn.hatch}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">`,
    `<rect width="6" height="6" fill="${TONES.owed}"/><rect width="1.5" height="6" fill="${OWED_EDGE}"/></pattern></defs>`,
    ...(chart.series.length > 1 ? legend(chart, drawn.hatch) : []),
    ...marks,
    '</svg>',
  ].join('');
}

/** Lying bars, one group per name, the first on top. */
function bars({ names, values, tones, unit, hatch }: Drawn): { height: number; marks: string[] } {
  const band = BAR * values.length + 12;
  const bottom = TOP + names.length * band;
  const left = LEFT + Math.max(0, ...names.map((name) => widthOf(name))) + 8;
  const steps = axisSteps(Math.min(0, ...values.flat()), Math.max(0, ...values.flat()), 5);
  const x = scale(steps, left, WIDTH - RIGHT);
  const thick = BAR - 3;
  return {
    height: bottom + 46,
    marks: [
      ...steps.map((fen) => line(x(fen), TOP, x(fen), bottom, RULE)),
      ...steps.map((fen) => text(x(fen), bottom + 20, showStep(fen), 'middle')),
      text(WIDTH - RIGHT + 8, bottom + 38, unit),
      line(x(0), TOP, x(0), bottom, INK),
      ...names.map((name, row) => text(left - 8, TOP + (row + 0.5) * band + 4, name, 'end')),
      ...values.flatMap((series, at) =>
        series.flatMap((fen, row) => {
          const y = TOP + row * band + 6 + at * BAR + 1.5;
          const [from, to] = [Math.min(x(0), x(fen)), Math.max(x(0), x(fen))];
          return [
            rect(from, y, to - from, thick, tones[at], hatch),
            text(to + 5, y + thick / 2 + 4, formatYuan(fen), 'start', SMALL),
          ];
        }),
      ),
    ],
  };
}

/** Standing columns, one group per name, from left to right. */
function columns({ names, values, tones, unit, hatch }: Drawn): { height: number; marks: string[] } {
  const steps = axisSteps(Math.min(0, ...values.flat()), Math.max(0, ...values.flat()), 5);
  const left = LEFT + Math.max(...steps.map((fen) => widthOf(showStep(fen)))) + 8;
  const right = WIDTH - LEFT;
  const bottom = COLUMN_HEIGHT - 32;
  const band = (right - left) / Math.max(1, names.length);
  const thick = Math.min(WIDEST, (band * 0.8) / values.length);
  // names that would run into their neighbours: every second, third … is written; amounts are stood on end
  const every = Math.max(1, Math.ceil((Math.max(0, ...names.map((name) => widthOf(name))) + 6) / band));
  const widest = Math.max(0, ...values.flat().map((fen) => widthOf(formatYuan(fen), SMALL)));
  const isUpright = widest + 6 > band / values.length;
  const top = isUpright ? TOP + widest : TOP;
  const y = scale(steps, bottom, top);
  return {
    height: COLUMN_HEIGHT,
    marks: [
      ...steps.map((fen) => line(left, y(fen), right, y(fen), RULE)),
      ...steps.map((fen) => text(left - 8, y(fen) + 4, showStep(fen), 'end')),
      text(left, top - 18, unit, 'end'),
      line(left, y(0), right, y(0), INK),
      ...names.flatMap((name, at) =>
        at % every === 0 ? [text(left + (at + 0.5) * band, bottom + 20, name, 'middle')] : [],
      ),
      ...values.flatMap((series, of) =>
        series.flatMap((fen, at) => {
          const start = left + (at + 0.5) * band + (of - values.length / 2) * thick;
          const [head, foot] = [Math.min(y(0), y(fen)), Math.max(y(0), y(fen))];
          const middle = start + thick / 2;
          return [
            rect(start, head, thick, foot - head, tones[of], hatch),
            isUpright
              ? text(middle + 4, head - 5, formatYuan(fen), 'start', SMALL, -90)
              : text(middle, head - 5, formatYuan(fen), 'middle', SMALL),
          ];
        }),
      ),
    ],
  };
}

function legend(chart: Chart, hatch: string): string[] {
  let x = 1;
  return chart.series.flatMap(({ title, tone }) => {
    const marks = [rect(x, 8, 24, 12, tone, hatch), text(x + 30, 18, title)];
    x += 30 + widthOf(title) + 18;
    return marks;
  });
}

/** Where a value lies between two ends; the steps fill the way from one to the other. */
function scale(steps: readonly number[], from: number, to: number): (fen: number) => number {
  const [least = 0, most = 1] = [steps[0], steps.at(-1)];
  return (fen) => from + ((fen - least) / (most - least)) * (to - from);
}

function showStep(fen: number): string {
  return (fen / 100).toLocaleString('en-US');
}

/** About what a browser makes of it: a Chinese character is as wide as it is high, others are a little over half. */
function widthOf(words: string, size = FONT): number {
  return [...words].reduce((sum, letter) => sum + (letter > '⺀' ? size : size * 0.6), 0);
}

function rect(
  x: number,
  y: number,
  width: number,
  height: number,
  tone: keyof typeof TONES | undefined,
  hatch: string,
): string {
  const fill = tone === 'owed' ? `url(#${hatch})" stroke="${OWED_EDGE}` : TONES[tone ?? 'plain'];
  return `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" fill="${fill}"/>`;
}

function line(x1: number, y1: number, x2: number, y2: number, colour: string): string {
  return `<line x1="${n(x1)}" y1="${n(y1)}" x2="${n(x2)}" y2="${n(y2)}" stroke="${colour}"/>`;
}

function text(x: number, y: number, words: string, anchor = 'start', size = FONT, turned = 0): string {
  const looks = [
    anchor === 'start' ? '' : ` text-anchor="${anchor}"`,
    size === FONT ? '' : ` font-size="${size}"`,
    turned === 0 ? '' : ` transform="rotate(${turned} ${n(x)} ${n(y)})"`,
  ].join('');
  return `<text x="${n(x)}" y="${n(y)}"${looks}>${escapeHtml(words)}</text>`;
}

const n = (value: number): string => String(Math.round(value * 10) / 10);
