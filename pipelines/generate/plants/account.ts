import type { County } from '../county.ts';

export function plantSharedAccount(county: County, tag: string): void {
  const rule = 'account/shared-account';
  const account = county.registry.newAccount();
  for (const key of ['a', 'b', 'c']) {
    const person = county.draw({ key: `shared-account/strangers-${key}${tag}`, account });
    county.expect(rule, person, { note: 'three people of three households on one account' });
  }
  const four = county.registry.newAccount();
  const households = [county.registry.newHousehold(), county.registry.newHousehold()];
  for (const [at, key] of ['a', 'b', 'c', 'd'].entries()) {
    const person = county.draw({
      key: `shared-account/two-households-${key}${tag}`,
      account: four,
      household_no: households[at % 2] ?? '',
      relation: at < 2 ? '户主' : '配偶',
    });
    county.expect(rule, person, { note: 'four people of two households on one account' });
  }

  const together = (kind: string, relations: readonly string[], why: string): void => {
    const shared = county.registry.newAccount();
    const household_no = county.registry.newHousehold();
    for (const [at, relation] of relations.entries()) {
      const person = county.draw({
        key: `shared-account/${kind}-${at + 1}${tag}`,
        account: shared,
        household_no,
        relation,
        township: '虹溪镇',
        village: '白云村',
      });
      county.keepSilent(rule, person, why);
    }
  };
  together('couple', ['户主', '配偶'], 'a couple');
  together('household', ['户主', '配偶', '兄弟姐妹'], 'three of one household');

  const home = { account: county.registry.newAccount(), holder: '弥勒市竹园镇敬老院' };
  county.settings.shared_account_allowed.push(home.account);
  for (const key of ['1', '2', '3']) {
    const person = county.draw({ key: `shared-account/institution-${key}${tag}`, account: home.account });
    person.holder = home.holder;
    person.remark = '五保集中供养';
    county.keepSilent(rule, person, 'an institution on the allow-list');
    county.keepSilent('account/holder-mismatch', person, 'an institution on the allow-list');
  }
}

export function plantHolderMismatch(county: County, tag: string): void {
  const rule = 'account/holder-mismatch';
  const held = (key: string, name: string, holder: string) => {
    const person = county.draw({ key: `holder/${key}${tag}`, sex: 'female', name });
    person.holder = holder;
    return person;
  };
  for (const [key, name, holder] of [
    ['child', '罗秀珍', '杨志强'],
    ['stranger', '赵玉兰', '何发财'],
    ['sibling', '周凤仙', '周桂芝'],
  ] as const) {
    county.expect(rule, held(key, name, holder), { note: 'the account is held in another name' });
  }
  county.keepSilent(rule, held('variant', '陈丽华', '陳麗華'), 'the same name in traditional characters');
  county.keepSilent(rule, held('dot', '马阿依·沙', '马阿依沙'), 'the same name without its dot');
  const ward = held('guardian', '昂小琼', '昂文福');
  ward.guardian = '昂文福';
  if (!county.settings.listed_guardian.includes(ward.guardian)) {
    county.settings.listed_guardian.push(ward.guardian);
  }
  ward.remark = '监护人代领';
  county.keepSilent(rule, ward, 'the holder is the guardian whom the office has listed');
}
