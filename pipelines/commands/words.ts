import type { Command } from 'commander';
import { businessDay } from '../../casework/business-day.ts';
import { decideAs } from '../../casework/command-line/decide-as.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { forgetWord, listOfficeWords, subjectOf, teachWord } from '../../casework/words/office-words.ts';
import { commandAt } from '../../core/launcher.ts';
import { waitingWords } from '../../explanation/waiting-words.ts';
import { loadSources } from '../../reading/sources/load-sources.ts';
import { checkWord } from '../../reading/vocabularies/check-word.ts';
import { meaningsOf } from '../../reading/vocabularies/meanings-of.ts';
import type { TaughtWord } from '../../reading/vocabularies/taught-word.ts';
import { openPublished } from '../../storage/warehouse/builds.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { globalOptions, printResult } from '../command.ts';
import { tellSaved } from '../trial/tell-effect.ts';
import { tellTyped, tryAsTyped } from '../trial/try-as-typed.ts';

interface Typed {
  as?: string;
  reason?: string;
  save?: boolean;
  nights?: boolean;
}

export function register(program: Command): void {
  const verbs = program
    .command('words')
    .description('释义: words that nobody has explained yet, and what the office’s own words mean');
  verbs
    .command('list', { isDefault: true })
    .description('words that rows wait for, with what they may mean, and the words that were taught')
    .action((_typed: Typed, command: Command) => list(command));
  verbs
    .command('teach <source> <field> <word> <means>')
    .description('say what a word means ("" for a blank cell); shows the effect, and saves it with --save')
    .option('--save', 'keep it: it counts from the next night on')
    .option('--nights', 'try it on every night that is kept, too')
    .option('--as <user>', 'who says so')
    .option('--reason <text>', 'how one knows', '')
    .action((source: string, field: string, word: string, means: string, typed: Typed, command: Command) =>
      teach({ source, field, word, means }, typed, command),
    );
  verbs
    .command('forget <source> <field> <word>')
    .description('take back what a word was said to mean; shows the effect, and saves it with --save')
    .option('--save', 'take it back: from the next night on')
    .option('--nights', 'try it on every night that is kept, too')
    .option('--as <user>', 'who takes it back')
    .option('--reason <text>', 'why', '')
    .action((source: string, field: string, word: string, typed: Typed, command: Command) =>
      forget({ source, field, word }, typed, command),
    );
}

async function list(command: Command): Promise<void> {
  const global = globalOptions(command);
  const { warehouse } = await openPublished(workspaceAt(global.home).builds);
  const ledger = openOfficeLedger(openOffice(global.home), 'existing');
  try {
    const sources = loadSources();
    const waiting = await waitingWords(warehouse, sources);
    const taught = listOfficeWords(ledger);
    const say = ({ source, field }: Pick<TaughtWord, 'source' | 'field'>, code: string): string => {
      const coded = sources.find((known) => known.source === source)?.vocabulary[field];
      const zh = coded && meaningsOf(coded).find((meaning) => meaning.code === code)?.zh;
      return zh === undefined ? code : `${code} ${zh}`;
    };
    printResult(global, { waiting, taught }, [
      `待释义 waiting: ${waiting.length}；本单位的词 taught: ${taught.length}`,
      ...waiting.flatMap((one) => [
        `  ${one.source} ${one.field}  ${one.column}“${one.word === '' ? '空白' : one.word}”  ${one.rows} 行 rows  ${one.example.file} 第 ${one.example.row} 行`,
        ...(one.proposals.length > 0
          ? [
              `      可能是 perhaps: ${one.proposals.map(({ word, means }) => `${say(one, means)}（如“${word}”）`).join('、')}`,
            ]
          : []),
        ...(one.meanings.length > 0
          ? [
              `      含义 meanings: ${one.meanings.map(({ code }) => say(one, code)).join('；')}`,
              `      ${commandAt(global.home)} words teach ${one.source} ${one.field} "${one.word}" <含义> --as <用户> --save`,
            ]
          : ['      这一栏写的是金额，请送文件的单位补上。 The column states an amount: ask the sender.']),
      ]),
      ...taught.map(
        (one) =>
          `  ${one.source} ${one.field} “${one.word}” = ${say(one, one.means)}  ${one.taught_by} ${businessDay(one.taught_at)} ${one.reason}`,
      ),
    ]);
  } finally {
    ledger.close();
    warehouse.close();
  }
}

async function teach(word: TaughtWord, typed: Typed, command: Command): Promise<void> {
  checkWord(loadSources(), word);
  const global = globalOptions(command);
  const effect = await tryAsTyped(command, typed, 'words', (answers) => ({
    ...answers,
    words: [...answers.words.filter((one) => !isSame(one, word)), word],
  }));
  const saved = typed.save
    ? decideAs(global.home, typed.as, (ledger, office, by) =>
        teachWord(ledger, office, by, { ...word, reason: typed.reason ?? '' }),
      )
    : null;
  printResult(global, { word, effect, saved }, [...tellTyped(effect), tellSaved(saved)]);
}

async function forget(word: Word, typed: Typed, command: Command): Promise<void> {
  const global = globalOptions(command);
  const effect = await tryAsTyped(command, typed, 'words', (answers) => ({
    ...answers,
    words: answers.words.filter((one) => !isSame(one, word)),
  }));
  const saved = typed.save
    ? decideAs(global.home, typed.as, (ledger, office, by) =>
        forgetWord(ledger, office, by, { ...word, reason: typed.reason ?? '' }),
      )
    : null;
  printResult(global, { word, effect, saved }, [...tellTyped(effect), tellSaved(saved)]);
}

type Word = Omit<TaughtWord, 'means'>;

const isSame = (one: Word, other: Word): boolean => subjectOf(one) === subjectOf(other);
