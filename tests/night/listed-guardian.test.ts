import { expect, test } from 'vitest';
import { Office } from './office.ts';
import { csv, type Payee, payee, rosterLine, rosterName, rosterRows } from './small-office.ts';

test.each(['监护人', '代领人姓名', '代理人'])(
  'an account in the name that the roster gives as %s is no lead, and another is',
  async (header) => {
    const office = new Office();
    const [titles = []] = rosterRows(202205, []);
    const line = (person: Payee, holder: string, listed: string) =>
      rosterLine(person, 202205).with(8, holder).toSpliced(-1, 0, listed);
    try {
      office.put(
        rosterName(202205),
        csv([
          titles.toSpliced(-1, 0, header),
          line(payee(0), '秦小龙', '秦小龙'),
          line(payee(1), '尤大海', '尤大海（长子）'),
          line(payee(2), '尤大海', '秦小龙'),
          line(payee(3), payee(3).name, ''),
        ]),
      );
      await office.night();
      expect(
        await office.read(`
        select person.name from result.finding inner join canonical.person as person using (person_id)
        where rule_id = 'account/holder-mismatch'`),
      ).toEqual([{ name: payee(2).name }]);
    } finally {
      office.remove();
    }
  },
);
