import { expect, test } from 'vitest';
import { Office } from './office.ts';
import { csv, type Payee, payee } from './small-office.ts';

test.each(['监护人', '代领人姓名', '代理人'])(
  'an account in the name that the roster gives as %s is no lead, and another is',
  async (header) => {
    const office = new Office();
    const line = (person: Payee, holder: string, listed: string) => [
      ...[
        person.name,
        person.residentId,
        202205,
        '113.00',
        '5.00',
        '100.00',
        '218.00',
        person.account,
        holder,
      ],
      ...[listed, '已支付'],
    ];
    try {
      office.put(
        '2022年5月待遇发放花名册.csv',
        csv([
          [
            '姓名',
            '身份证号',
            '待遇所属期',
            '基础养老金',
            '65岁以上加发',
            '个人账户养老金',
            '合计',
            '银行账号',
            '户名',
            header,
            '发放状态',
          ],
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
