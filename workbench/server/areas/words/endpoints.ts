import { forgetWord, teachWord } from '../../../../casework/words/office-words.ts';
import { words } from '../../../contract/words.ts';
import { implement } from '../../implement.ts';
import { exampleOf } from './example-row.ts';
import { findWord, listWords } from './list-words.ts';
import { tryMeaning } from './try-meaning.ts';

export const implementations = [
  implement(words.list, ({ desk }) => listWords(desk)),
  implement(words.example, ({ desk, language }, { params }) => exampleOf(desk, params.word_id, language)),
  implement(words.try, async (asking, { params, body }) =>
    tryMeaning(asking, await findWord(asking.desk, params.word_id), body),
  ),
  implement(words.teach, async ({ desk, user, via }, { params, body }) => {
    const word = await findWord(desk, params.word_id);
    teachWord(desk.ledger, desk.office, { user, via }, { ...word, ...body });
    return undefined;
  }),
  implement(words.forget, async ({ desk, user, via }, { params, body }) => {
    const word = await findWord(desk, params.word_id);
    forgetWord(desk.ledger, desk.office, { user, via }, { ...word, ...body });
    return undefined;
  }),
];
