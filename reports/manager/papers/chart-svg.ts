import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { formatYuan } from '../../../core/money.ts';
import type { Chart, Column, Section } from '../sections.ts';
import { showCell } from './figures.ts';

echarts.use([BarChart, GridComponent, LegendComponent, SVGRenderer]);

/** Named, not embedded: the first that Windows, Kylin or a bare Linux has is used. */
export const FONTS =
  '"Noto Sans SC","Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei UI","Microsoft YaHei","WenQuanYi Micro Hei",SimSun,sans-serif';

const INK = '#1D2730';
/** What came in is solid and what is out is hatched, so that the difference survives a black-and-white printer. */
const TONES = {
  recovered: { color: '#23618C' },
  owed: { color: '#F3C98B', borderColor: '#9C4A06', borderWidth: 1 },
  plain: { color: '#626D77' },
} as const;

/** One chart as an SVG text that needs nothing from outside. */
export function chartSvg(section: Section, chart: Chart): string {
  const isBar = chart.shape === 'bar';
  const place = (name: string): number => section.columns.findIndex((column) => column.name === name);
  const category = section.columns[place(chart.category)] as Column;
  const names = section.rows.map((row) => showCell(row[place(chart.category)] ?? null, category));
  const height = isBar ? 90 + names.length * (18 * chart.series.length + 12) : 320;
  const instance = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 860, height });
  const categories = { type: 'category' as const, data: names, inverse: isBar, axisLabel: { color: INK } };
  const values = {
    type: 'value' as const,
    name: chart.unit,
    axisLabel: { color: INK, formatter: (value: number) => value.toLocaleString('en-US') },
  };
  instance.setOption({
    animation: false,
    textStyle: { fontFamily: FONTS, color: INK, fontSize: 12 },
    grid: { left: 16, right: 90, top: 44, bottom: 12, outerBoundsMode: 'same' },
    legend: { show: chart.series.length > 1, top: 4, left: 0, textStyle: { color: INK } },
    xAxis: isBar ? values : categories,
    yAxis: isBar ? categories : values,
    series: chart.series.map(({ column, title, tone }) => ({
      type: 'bar' as const,
      name: title,
      barMaxWidth: 28,
      itemStyle: TONES[tone],
      data: section.rows.map((row) => Number(row[place(column)] ?? 0) / 100),
      label: {
        show: true,
        position: isBar ? ('right' as const) : ('top' as const),
        color: INK,
        fontSize: 11,
        formatter: ({ value }: { value: unknown }) => formatYuan(Math.round(Number(value) * 100)),
      },
    })),
  });
  const svg = instance.renderToSVGString();
  instance.dispose();
  return hatched(svg, `hatch-${section.id}`);
}

/** The engine's own patterns can run for ever in this renderer, so the hatch is put into the finished picture. */
function hatched(svg: string, id: string): string {
  const { color, borderColor } = TONES.owed;
  const pattern =
    `<defs><pattern id="${id}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">` +
    `<rect width="6" height="6" fill="${color}"/><rect width="1.5" height="6" fill="${borderColor}"/></pattern></defs>`;
  const filled = svg.replaceAll(`fill="${color}"`, `fill="url(#${id})"`);
  return filled.replace(/(<svg[^>]*>)/, `$1${pattern}`);
}
