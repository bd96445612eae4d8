const COMPOUND_SURNAMES = new Set(
  (
    '欧阳 司马 上官 诸葛 司徒 夏侯 皇甫 尉迟 公孙 令狐 慕容 宇文 长孙 东方 独孤 南宫 西门 端木 ' +
    '轩辕 百里 呼延 闻人 申屠 太史 澹台 公冶 濮阳 淳于 单于 钟离 鲜于 闾丘 仲孙 赫连 万俟 拓跋 司空 司寇 亓官 左丘 东郭 第五'
  ).split(' '),
);

/** First six and last four characters stay, so that two people of a village can still be told apart. */
export function maskResidentId(id: string | null): string {
  const text = (id ?? '').trim();
  if (text.length >= 15) return `${text.slice(0, 6)}${'*'.repeat(text.length - 10)}${text.slice(-4)}`;
  // A damaged number: what is left of it may still be most of a birth date.
  return '*'.repeat(text.length);
}

/** Only the surname stays: 李秀英 is 李**, 欧阳锋 is 欧阳*. */
export function maskName(name: string | null): string {
  const characters = Array.from((name ?? '').trim());
  if (characters.length < 2) return '*'.repeat(characters.length);
  const isCompound = characters.length > 2 && COMPOUND_SURNAMES.has(characters.slice(0, 2).join(''));
  const kept = isCompound ? 2 : 1;
  return characters.slice(0, kept).join('') + '*'.repeat(characters.length - kept);
}

/** The last four characters stay, as banks print them; of a very short one nothing does. */
export function maskAccount(account: string | null): string {
  const text = (account ?? '').replace(/\s/g, '');
  return text.length < 8 ? '*'.repeat(text.length) : `${'*'.repeat(text.length - 4)}${text.slice(-4)}`;
}

const DIGIT = '[0-9０-９]';
const CHECK = '[0-9０-９XxＸｘХх×]';
const GAP = '[ \\u00a0\\u3000·-]';
const HASH = /(?<![0-9A-Za-z])(?=\d*[a-f])[0-9a-f]{64}(?![0-9A-Za-z])/;
// Letters may touch a number in a log line (`id532526…`), so only digits bound a run.
const RUNS = new RegExp(
  [
    // the hash of a file, by which it is found again: what digits stand in it are nobody's number
    HASH.source,
    // unbroken runs of a resident id's or an account's length, or longer
    `${DIGIT}{14,}${CHECK}`,
    // grouped as people write resident ids, and as bank cards are embossed
    `(?<!${DIGIT})${DIGIT}{6}${GAP}?${DIGIT}{4}${GAP}?${DIGIT}{4}${GAP}?${DIGIT}{3,}${CHECK}`,
    `(?<!${DIGIT})${DIGIT}{4}(?:${GAP}${DIGIT}{4}){2,3}${GAP}${DIGIT}+${CHECK}?`,
  ].join('|'),
  'g',
);

/** Masks everything in free text that could be the number of a person or of an account. For logs and errors. */
export function maskText(text: string): string {
  return text.replace(RUNS, (run) => {
    if (HASH.test(run)) return run;
    const digits = run.normalize('NFKC').replace(/[\s·-]/g, '');
    return isResidentIdLike(digits) ? maskResidentId(digits) : maskAccount(digits);
  });
}

function isResidentIdLike(text: string): boolean {
  return text.length === 15 || /[^\d]$/.test(text) || /^[1-9]\d{5}(?:18|19|20)\d{9,11}$/.test(text);
}
