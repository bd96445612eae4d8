import { afterAll, beforeAll, expect, test } from 'vitest';
import { Office } from './office.ts';
import { type Death, policeList, residentIdOf } from './small-office.ts';
import { appointSupervisor, ruleOnTexts } from './supervisor.ts';

const DEATHS: Death[] = Array.from({ length: 20 }, (_, index) => ({
  person: {
    name: `普${'国桂文秀琼'[index % 5]}${'珍英华兰'[index % 4]}`,
    residentId: residentIdOf(`${1930 + index}0101`, 990 + (index % 10)),
  },
  on: '20220531',
}));

let office: Office;
beforeAll(() => {
  office = new Office();
  appointSupervisor(office);
});
afterAll(() => office.remove());

/** A shorter list, of which a person said that it takes the place of the longer one. */
function shorten(from: number, to: number): void {
  const [longer, shorter] = [from, to].map((count) => policeList(DEATHS.slice(0, count)));
  office.put(`公安局户籍注销人员名单_${to}人.csv`, shorter!);
  ruleOnTexts(office, longer!, shorter!, { verdict: 'replaces', reason: '缩短' });
}

test('a source that loses a few rows every night is measured by where it came from, until somebody accepts it', async () => {
  office.put('公安局户籍注销人员名单_20人.csv', policeList(DEATHS));
  await office.night('2022-12-28');
  shorten(20, 12);
  await office.night('2022-12-29');
  shorten(12, 9);
  await expect(office.night('2022-12-30')).rejects.toThrow(
    expect.objectContaining({
      code: 'night-fell-silent',
      message: expect.stringContaining('police-death 在 2022-12-28 有 20 行，这次只有 9 行'),
    }),
  );
  const accept = ['--accept', 'police-death', '--as', 'li', '--reason', '名单确已缩短'];
  const accepted = await office.run('nightly', '--inbox', office.inbox, '--as-of', '2022-12-30', ...accept);
  expect(accepted.code, accepted.stderr).toBe(0);
  expect((await office.night('2022-12-31')).published).toBe(true);
});
