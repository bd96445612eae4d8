import type { County } from '../county.ts';
import type { Resident } from '../model.ts';

/** What the logs tell of the office's own hands; it stands apart in the key, as supervision alone sees it. */
export function plantOwnHands(county: County): void {
  const who = (): Resident => county.meet(county.youngBirth());
  const change = (of: Resident, item: string, after: string, on: string, reason = ''): void => {
    county.changes.push({ who: of, item, before: '原值', after, changed_on: on, operator: 'czy07', reason });
  };
  const changes = 'insider/two-changes';
  const both = who();
  change(both, '姓名', both.name, '2022-05-03');
  change(both, '身份证号', both.resident_id, '2022-05-03');
  county.expectReserved(changes, both, 'number and name were both changed');
  const one = who();
  change(one, '姓名', one.name, '2022-05-03');
  county.keepSilent(changes, one, 'the name alone was put right');
  const dead = who();
  county.policeDeath(dead, '2022-05-31');
  dead.registration = { status: '注销', kind: '死亡', changed_on: '2022-05-31' };
  change(dead, '银行账号', county.registry.newAccount(), '2022-06-03');
  county.expectReserved(changes, dead, 'another account three days after the death');
  const renewed = who();
  county.policeDeath(renewed, '2022-05-31');
  renewed.registration = { status: '注销', kind: '死亡', changed_on: '2022-05-31' };
  change(renewed, '银行账号', county.registry.newAccount(), '2022-06-03', '换卡');
  county.keepSilent(changes, renewed, 'the card was renewed');

  const hands = 'insider/one-hand';
  const steps = ['录入', '审核', '支付'];
  const business = (of: Resident, operators: readonly string[]): void => {
    const business_no = `YW${county.operations.length + 1}`;
    for (const [at, step] of steps.entries())
      county.operations.push({
        who: of,
        business_no,
        step,
        operator: operators[at] ?? '',
        done_on: '2022-05-06',
      });
  };
  const alone = who();
  business(alone, ['czy07', 'czy07', 'czy07']);
  county.expectReserved(hands, alone, 'one login entered, checked and paid');
  const apart = who();
  business(apart, ['czy01', 'fh02', 'cw03']);
  county.keepSilent(hands, apart, 'three logins');
}
