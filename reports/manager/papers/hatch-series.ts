import { Zip } from 'easy-template-x';

/**
 * Gives the chart series of one colour a hatch, in place of the plain fill: the writer of the workbook knows no patterns,
 * and two plain tones come out of a bad copier as one. The frame of the bars takes the colour of the strokes.
 */
export async function hatchSeries(
  workbook: Uint8Array,
  tone: { color: string; stroke: string },
): Promise<Uint8Array> {
  const zip = await Zip.load(Buffer.from(workbook));
  const plain = fill(tone.color);
  const hatch =
    `<a:pattFill prst="wdUpDiag"><a:fgClr>${colour(tone.stroke)}</a:fgClr>` +
    `<a:bgClr>${colour(tone.color)}</a:bgClr></a:pattFill>`;
  const series = `<c:spPr>${plain}<a:ln>${plain}</a:ln></c:spPr>`;
  for (const path of zip.listFiles().filter((name) => /^xl\/charts\/chart\d+\.xml$/.test(name))) {
    const xml = await zip.getFile(path).getContentText();
    zip.setFile(path, xml.replaceAll(series, `<c:spPr>${hatch}<a:ln>${fill(tone.stroke)}</a:ln></c:spPr>`));
  }
  return zip.export(Buffer);
}

function fill(color: string): string {
  return `<a:solidFill>${colour(color)}</a:solidFill>`;
}

function colour(color: string): string {
  return `<a:srgbClr val="${color}"/>`;
}
