import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { type Command, CommanderError } from 'commander';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice } from '../../casework/office.ts';
import { Refusal } from '../../core/errors.ts';
import { buildProgram, declaredVerbs } from '../../pipelines/cli.ts';
import { checkSettings } from '../../pipelines/settings.ts';
import { officeName, readPart } from '../../storage/settings.ts';
import { openWorkbench } from '../../workbench/server/open-workbench.ts';
import { isLong } from '../support/is-long.ts';
import { Office } from './office.ts';

let office: Office;
beforeAll(() => {
  office = new Office();
});
afterAll(() => office.remove());

/** Every verb of the command line with what it must be given, by its words. */
async function verbs(): Promise<string[][]> {
  const leaves = (command: Command, words: string[]): string[][] =>
    command.commands.length > 0
      ? command.commands.flatMap((below) => leaves(below, [...words, below.name()]))
      : [
          [
            ...words,
            ...command.registeredArguments.flatMap(({ required }) => (required ? ['2022-12-31'] : [])),
            ...command.options.flatMap(({ mandatory, long, argChoices }) =>
              mandatory && long ? [`${long}=${argChoices?.[0] ?? '2022-12-31'}`] : [],
            ),
          ],
        ];
  const groups = declaredVerbs().map(async ({ name }) => leaves(await buildProgram([name]), []));
  return (await Promise.all(groups)).flat();
}

async function said(words: readonly string[]): Promise<Refusal> {
  const program = await buildProgram(words);
  try {
    await program.parseAsync(['--home', office.home, ...words], { from: 'user' });
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error instanceof CommanderError ? new Error(`${words.join(' ')}: ${error.message}`) : error;
  }
  throw new Error(`${words.join(' ')} went on with wrong settings`);
}

const WRONG: readonly [string, string, string][] = [
  ['what is no YAML', 'office: [\n', '第 2 行'],
  ['a full-width colon', 'office：某中心\n', '全角'],
  ['a list in place of keys', '- office: 某中心\n', '键: 值'],
  ['a misspelt key', 'ofice: 某中心\n', 'ofice → office'],
  [
    'a misspelt key of the casebook',
    'casework: { notice_prefx: 某 }\n',
    'casework.notice_prefx → notice_prefix',
  ],
  [
    'a misspelt key of a term',
    'casework: { clocks: [{ clok: pay-by }] }\n',
    'casework.clocks.0.clok → clock',
  ],
  [
    'an account number that was not quoted',
    'documents: { payee_account: 6228000011112222333 }\n',
    'documents.payee_account',
  ],
  ['memory without its unit', 'memory: 3\n', 'memory'],
  ['less memory than a night can do with', 'memory: 100MB\n', 'memory'],
  ['a port that is none', 'workbench: { port: 99999 }\n', 'workbench.port'],
  [
    'a parameter that no rule has',
    'parameters: { pension_agee: [{ from: 2022-01, value: 60, basis: 示例 }] }\n',
    'pension_age',
  ],
];

describe('settings that are wrong anywhere', () => {
  // all of them: `npm run test:long`
  test.each(isLong ? WRONG : WRONG.filter((_one, place) => place % 3 === 0))(
    'are said in words by every verb for %s, and nothing is done',
    async (_what, text, words) => {
      office.settle(text);
      for (const verb of await verbs()) {
        if (verb[0] === 'doctor') continue;
        const refusal = await said(verb);
        expect(refusal, verb.join(' ')).toMatchObject({
          exitCode: 3,
          zh: expect.stringContaining(words) as string,
        });
      }
    },
  );

  test.each(WRONG.filter(([, , words]) => words !== 'pension_age'))(
    'keep the workbench closed, in words, for %s',
    async (_what, text, words) => {
      office.settle(text);
      await expect(openWorkbench({ home: office.home, port: 0 })).rejects.toMatchObject({
        name: 'Refusal',
        zh: expect.stringContaining(words) as string,
      });
    },
  );

  test('are one finding of the doctor, who goes on with everything else', async () => {
    office.settle('workbench: { port: 99999 }\n');
    const told = await office.run('doctor', '--json');
    expect(told).toMatchObject({ code: 4, stderr: '' });
    const { checks } = JSON.parse(told.stdout) as { checks: { check: string; holds: boolean; zh: string }[] };
    expect(checks.map(({ check }) => check)).toEqual(
      expect.arrayContaining(['settings', 'mapping', 'folder', 'received', 'build', 'ledger']),
    );
    expect(checks[0]).toMatchObject({
      holds: false,
      zh: expect.stringContaining('workbench.port') as string,
    });
    expect(checks.find(({ check }) => check === 'mapping')).toMatchObject({ holds: true });
    // nothing is damaged by it, but no paper can go out yet
    const papers = checks.find(({ check }) => check === 'papers');
    expect(papers).toMatchObject({
      holds: true,
      is_open: true,
      zh: expect.stringContaining('payee_account'),
    });
  });

  test('are all said at once', () => {
    office.settle('ofice: 某\nworkbench: { port: -1 }\ncasework: { audit_hash: md5 }\n');
    expect(() => checkSettings(office.workspace.settings)).toThrow(
      /ofice[\s\S]*casework\.audit_hash[\s\S]*workbench\.port/,
    );
  });
});

describe('settings as offices write them', () => {
  // 弥勒市社保中心 in GBK, as Notepad of a Chinese Windows saves it
  const GBK = Buffer.from([
    0xc3, 0xd6, 0xc0, 0xd5, 0xca, 0xd0, 0xc9, 0xe7, 0xb1, 0xa3, 0xd6, 0xd0, 0xd0, 0xc4,
  ]);

  test('are read in GBK, too', () => {
    writeFileSync(
      office.workspace.settings,
      Buffer.concat([Buffer.from('office: '), GBK, Buffer.from('\r\n')]),
    );
    checkSettings(office.workspace.settings);
    expect(readPart(office.workspace.settings, officeName)).toBe('弥勒市社保中心');
  });

  test('are read with a mark before them, as Notepad writes it', () => {
    office.settle('\uFEFFoffice: 某中心\n');
    expect(readPart(office.workspace.settings, officeName)).toBe('某中心');
  });

  test('may leave a part empty, and then have its defaults', () => {
    office.settle('casework:\ndocuments:\nworkbench:\nparameters:\noffice:\n');
    checkSettings(office.workspace.settings);
    expect(openOffice(office.home).notice_prefix).toBe('弥人社追');
  });

  test('that are no text at all, or no file, are refused in words', () => {
    const { settings } = office.workspace;
    writeFileSync(settings, Buffer.from([0x50, 0x4b, 0x03, 0x04, 0xff, 0xff, 0x00, 0x80]));
    expect(() => checkSettings(settings)).toThrow(/另存为 UTF-8/);
    rmSync(settings);
    mkdirSync(settings);
    expect(() => checkSettings(settings)).toThrow(/EISDIR/);
    rmSync(settings, { recursive: true });
  });
});
