import type { Gap } from '../../../../../explanation/case-explanation.ts';
import { useWords } from '../../../language/language.tsx';
import { MaybeChinese } from '../maybe-chinese.tsx';

/** A cell with the characters that differ marked; a blank that differs shows as one, and a cell that says nothing says why. */
export function MarkedText({
  text,
  marks,
  gap,
}: {
  text: string | null;
  marks: readonly (readonly [number, number])[];
  gap: Gap | null;
}) {
  const { t } = useWords();
  if (text === null && gap !== null) return <span className="is-muted">{t(`case.gap-${gap}`)}</span>;
  if (text === null || marks.length === 0) return <MaybeChinese>{text}</MaybeChinese>;
  const parts: { text: string; isMarked: boolean; from: number }[] = [];
  let at = 0;
  for (const [from, to] of marks) {
    if (from > at) parts.push({ text: text.slice(at, from), isMarked: false, from: at });
    parts.push({ text: text.slice(from, to), isMarked: true, from });
    at = to;
  }
  if (at < text.length) parts.push({ text: text.slice(at), isMarked: false, from: at });
  return (
    <span lang="zh-CN">
      {parts.map((part) =>
        part.isMarked ? (
          <mark key={part.from}>{part.text.replaceAll(' ', '\u00a0')}</mark>
        ) : (
          <span key={part.from}>{part.text}</span>
        ),
      )}
    </span>
  );
}
