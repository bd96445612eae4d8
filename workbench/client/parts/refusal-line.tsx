import { useWords } from '../language/language.tsx';

/** What was refused, in its own words; nothing where nothing was. */
export function RefusalLine({ refusal }: { refusal: { zh: string; en: string } | null }) {
  const { pick } = useWords();
  if (refusal === null) return null;
  return (
    <p role="alert" className="refusal">
      {pick(refusal)}
    </p>
  );
}
