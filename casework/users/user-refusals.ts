/** What acts on users, passwords and second factors are refused for. */
export const USER_REFUSALS = {
  'security-administrator-grants': {
    zh: '本单位分设三类管理员：岗位由安全管理员同意后生效。您可以提出；还没有安全管理员的，请先增设。',
    en: 'This office keeps its administrators apart: the security administrator gives roles. You can propose; where there is none yet, add one first.',
  },
  'administration-joined': {
    zh: '本单位没有分设管理员（casework.administration），不能给这个岗位。',
    en: 'This office does not keep its administrators apart (casework.administration), so there is no such role.',
  },
  'code-wrong': {
    zh: '动态码不对：请输入手机应用现在显示的六位数字，并核对手机和本机的时间。',
    en: 'The code is wrong: type the six digits that the telephone shows now, and compare the clocks of both.',
  },
  'second-factor-missing': {
    zh: '您的岗位登录时须用动态码，请先登记手机应用或打印一次性码。',
    en: 'Your role signs in with a code; set up an application on a telephone or print one-time codes first.',
  },
  'no-second-factor': {
    zh: '{user} 没有登记动态码。',
    en: '{user} has no second factor.',
  },
  'second-administrator-agrees': {
    zh: '须由另一名系统管理员同意，请先提出。',
    en: 'This needs another administrator to agree; propose it first.',
  },
  'second-administrator-missing': {
    zh: '在用的系统管理员只有一名，岗位变更没有第二个人可以同意。请先添加另一名系统管理员。',
    en: 'There is only one administrator, so nobody could agree to a change of roles. Add another administrator first.',
  },
  'reset-already-proposed': {
    zh: '{user} 的重置已经提出，请由另一名系统管理员办理。',
    en: 'A reset for {user} is proposed already; another administrator has to carry it out.',
  },
  'grants-already-proposed': {
    zh: '{user} 已有一项岗位变更等待同意，请先办完。',
    en: 'A change of roles of {user} waits for agreement already; finish it first.',
  },
  'weak-password': {
    zh: '口令至少 {length} 位，不能是用户名、空格、连号或常见口令',
    en: 'a password has at least {length} characters and is neither the user name nor blanks, a run or a common one',
  },
  'login-failed': {
    zh: '用户名或口令不对；用动态码的，也可能是动态码不对或已经用过',
    en: 'the user name or the password is wrong, or the code, where one is asked for, is wrong or used up',
  },
  'administrators-only': { zh: '只有系统管理员可以管理用户', en: 'only an administrator manages users' },
  'administrator-apart': {
    zh: '系统管理员不能兼任其他岗位',
    en: 'an administrator can hold no other role',
  },
  'role-without-township': {
    zh: '{role_zh}管的是全单位，不能只限一个乡镇',
    en: 'the {role} works for the whole office and cannot be given a township',
  },
  'clerk-needs-township': { zh: '乡镇经办须指定乡镇', en: 'a township clerk needs a township' },
  'last-administrator': {
    zh: '不能停用最后一个系统管理员',
    en: 'the last administrator cannot be disabled',
  },
  'first-is-administrator': {
    zh: '第一个用户须是系统管理员',
    en: 'the first user must be an administrator',
  },
  'user-exists': { zh: '用户 {user} 已存在', en: 'user {user} exists already' },
  'user-name-unfit': {
    zh: '用户名须以小写字母开头，由小写字母、数字、点、横线或下划线组成，2 至 31 位。',
    en: 'A user name begins with a small letter and has 2 to 31 small letters, digits, dots, dashes or underscores.',
  },
  'display-name-unfit': {
    zh: '显示姓名须有 1 至 {most} 个可见的字。',
    en: 'A name to show has 1 to {most} characters that can be seen.',
  },
  'cases-to-hand-over': {
    zh: '{user} 名下还有 {count} 件在查案件，请先移交，再停用。',
    en: '{user} still has {count} cases under investigation; hand them over first.',
  },
  'same-grants': { zh: '岗位没有变化。', en: 'These are the roles the user has already.' },
  'no-grants-proposed': {
    zh: '{user} 没有等待同意的岗位变更，或已由他人办理。',
    en: 'No change of roles of {user} waits for agreement; somebody may have dealt with it.',
  },
} as const;
