/** About how wide small words are drawn: a Chinese character is as wide as it is high, others are a little over half. */
export function textWidth(text: string): number {
  return Array.from(text).reduce(
    (sum, letter) => sum + ((letter.codePointAt(0) ?? 0) > 0x2e7f ? 12.2 : 6.9),
    0,
  );
}
