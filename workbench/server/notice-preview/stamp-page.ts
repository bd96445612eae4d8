const INK = '#9C4A06';

/** Puts the stamp of a draft into the upper right corner of a page; it stands above everything else on it. */
export function stampPage(drawing: string, text: string): string {
  const window = /viewBox="0 ([\d.]+) ([\d.]+) ([\d.]+)"/.exec(drawing);
  if (window === null) throw new Error('the drawing of a page does not say where it lies');
  const [top, width] = [Number(window[1]), Number(window[2])];
  const stamp = `<g transform="translate(${width - 168} ${top + 34}) rotate(4)">
<rect width="136" height="32" fill="#FFFFFF" fill-opacity="0.9" stroke="${INK}" stroke-width="1.8"/>
<text x="68" y="22" text-anchor="middle" font-family="'Noto Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif" font-size="18" font-weight="600" fill="${INK}">${text}</text></g>`;
  return drawing.replace(/<\/svg>\s*$/, `${stamp}</svg>`);
}
