import { randomBytes } from 'node:crypto';
import type { Office } from '../../casework/office.ts';
import { listUsers } from '../../casework/reads/users.ts';
import { type Grant, ROLE_TITLES } from '../../casework/roles.ts';
import { addUser } from '../../casework/users/manage-users.ts';
import { setPassword } from '../../casework/users/passwords.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';

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

/** Adds the demonstration's users with random passwords and returns what is printed, once. */
export function addDemoUsers(ledger: Ledger, office: Office, wantsNewPasswords: boolean): string[] {
  const known = new Set(listUsers(ledger).map(({ user_id }) => user_id));
  const isFirst = known.size === 0;
  if (!isFirst && !wantsNewPasswords) {
    return [
      '演示用户的密码在首次启动时已显示；要换一套：npm start -- --new-passwords',
      'Demo passwords were shown at the first start; for new ones: npm start -- --new-passwords',
    ];
  }
  const lines = ['演示用户 Demo users（密码只显示这一次 shown only this once）'];
  for (const [user_id, display_name, grants] of DEMO_USERS) {
    if (!known.has(user_id)) {
      const asker = { user: isFirst && user_id === 'admin' ? null : 'admin', via: 'demo' };
      const added = addUser(ledger, office, asker, { user_id, display_name, grants });
      if (!added.ok) throw new Error(added.refusal.en);
    }
    const password = randomBytes(9).toString('base64url');
    const refusal = setPassword(ledger, office, { user: user_id, via: 'demo' }, user_id, password);
    if (refusal !== null) throw new Error(refusal.en);
    const roles = grants.map(({ role, township }) => `${ROLE_TITLES[role].zh}${township ?? ''}`).join('、');
    lines.push(`  ${user_id.padEnd(10)} ${password}   ${display_name}（${roles}）`);
  }
  return lines;
}
