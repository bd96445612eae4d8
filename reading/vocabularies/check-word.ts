import { EXIT, Refusal } from '../../core/errors.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import { meaningsOf } from './meanings-of.ts';
import type { TaughtWord } from './taught-word.ts';
import type { CodedField } from './vocabulary.ts';

/** The column a word stands in; refuses a source, a column or a meaning that there is not, and says which there are. */
export function checkWord(sources: readonly SourceDefinition[], word: TaughtWord): CodedField {
  const source = sources.find((one) => one.source === word.source);
  if (!source)
    throw unknown(
      '来源',
      'source',
      word.source,
      sources.map((one) => one.source),
    );
  const field = source.vocabulary[word.field];
  if (!field) throw unknown('栏目', 'column', word.field, Object.keys(source.vocabulary));
  const meanings = meaningsOf(field);
  if (!meanings.some(({ code }) => code === word.means))
    throw unknown(
      '含义',
      'meaning',
      word.means,
      meanings.map(({ code, zh }) => `${code}（${zh}）`),
    );
  return field;
}

function unknown(zh: string, en: string, got: string, known: readonly string[]): Refusal {
  return new Refusal(
    'word-invalid',
    `没有“${got}”这个${zh}，可用的有：${known.join('、')}。`,
    `There is no ${en} "${got}". There are: ${known.join(', ')}.`,
    EXIT.usage,
  );
}
