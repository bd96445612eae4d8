/** A name after the county, the month, a mark or nothing: 弥勒市虹溪镇, 2023年3月竹园镇. 城乡居民 and 各乡镇 name none. */
const TOWNSHIP =
  /(?<=^|[省市县区州年月日\d\s_\-.（(【[《“、])(?!各)((?:(?![省市县区州年月日镇乡])\p{Script=Han}){2,3}(?:镇|乡|街道))(?![镇居村])/gu;

/** The one township that a text names; null where it names none or several. */
export function townshipIn(text: string): string | null {
  const names = new Set([...text.matchAll(TOWNSHIP)].map(([, name]) => name));
  return names.size === 1 ? [...names][0]! : null;
}
