import { randomBytes } from 'node:crypto';
import { Refusal } from '../../core/errors.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { Office } from '../office.ts';
import { withPassword } from '../reads/users/logins.ts';
import { listUsers } from '../reads/users/users.ts';
import { type Grant, ROLE_TITLES } from '../roles.ts';
import { addUser } from './manage-users.ts';
import { setPassword } from './passwords.ts';

type DemoUser = readonly [userId: string, name: string, grants: readonly Grant[]];

const grant = (role: Grant['role'], more: Partial<Grant> = {}): Grant => ({
  role,
  level: null,
  township: null,
  ...more,
});

/** The people of the demonstration's office, all invented; one for each role, two who investigate, four who sign. */
const DEMO_USERS: readonly DemoUser[] = [
  ['admin', '系统管理员', [grant('administrator')]],
  ['chenjing', '陈静', [grant('supervisor')]],
  ['zhangmin', '张敏', [grant('investigator')]],
  ['liuyang', '刘洋', [grant('investigator')]],
  ['lina', '李娜', [grant('approver', { level: 1 })]],
  ['zhouqiang', '周强', [grant('approver', { level: 2 })]],
  ['wuping', '吴平', [grant('approver', { level: 3 })]],
  ['zhouju', '周局', [grant('manager'), grant('approver', { level: 4 })]],
  ['heqin', '何琴', [grant('cashier')]],
  ['sunshen', '孙慎', [grant('auditor')]],
  ['maxiang', '马祥', [grant('clerk', { township: '新哨镇' })]],
];

/** Adds whoever of the demonstration's office is missing; nobody can sign in before a password is given. */
export function addDemoUsers(ledger: Ledger, office: Office): void {
  const known = new Set(listUsers(ledger).map(({ user_id }) => user_id));
  for (const [user_id, display_name, grants] of DEMO_USERS) {
    if (known.has(user_id)) continue;
    const asker = { user: known.size === 0 && user_id === 'admin' ? null : 'admin', via: 'demo' };
    const added = addUser(ledger, office, asker, { user_id, display_name, grants });
    if (!added.ok) throw new Error(added.refusal.en);
  }
}

/** Gives the demonstration's users random passwords and returns what is printed, once; again only where that is wished. */
export function giveDemoPasswords(ledger: Ledger, office: Office, wantsNewPasswords: boolean): string[] {
  const known = new Set(listUsers(ledger).map(({ user_id }) => user_id));
  // people may have been added to the demonstration; an office has not just these
  if (known.size > 0 && DEMO_USERS.some(([userId]) => !known.has(userId))) {
    throw new Refusal(
      'no-demonstration',
      `${office.home} 是一个真实单位的工作文件夹，不是演示。请去掉 --demo。`,
      `${office.home} is the workspace of a real office, not a demonstration. Leave --demo out.`,
    );
  }
  addDemoUsers(ledger, office);
  const isFirst = withPassword(ledger).size === 0;
  if (!isFirst && !wantsNewPasswords) {
    return [
      '演示用户的密码在首次启动时已显示；要换一套，加上 --new-passwords（npm start -- --new-passwords）',
      'Demo passwords were shown at the first start; for new ones add --new-passwords (npm start -- --new-passwords)',
    ];
  }
  const lines = ['演示用户 Demo users（密码只显示这一次 shown only this once）'];
  for (const [user_id, display_name, grants] of DEMO_USERS) {
    const password = randomBytes(9).toString('base64url');
    const refusal = setPassword(ledger, office, { user: user_id, via: 'demo' }, user_id, password);
    if (refusal !== null) throw new Error(refusal.en);
    const roles = grants.map(({ role, township }) => `${ROLE_TITLES[role].zh}${township ?? ''}`).join('、');
    lines.push(`  ${user_id.padEnd(10)} ${password}   ${display_name}（${roles}）`);
  }
  return lines;
}
