import type { Role } from '../../../casework/roles.ts';
import { resetPassword } from '../../../casework/users/reset-password.ts';
import { grant } from '../../support/sample-office.ts';
import { addColleague } from '../demo-case.ts';
import { PASSWORD } from '../stand.ts';
import type { Doors } from './doors.ts';

/** Passwords are asked for on the command line, too, where the office wants that. */
export async function playSignIn(doors: Doors): Promise<void> {
  const login = (password: string) =>
    doors.byWeb('admin', 'post', '/api/session', { user: 'wuping', password });
  const weak = { password: PASSWORD, new_password: '123' };
  await doors.same('weak-password', doors.byWeb('liuyang', 'put', '/api/session/password', weak), () =>
    doors.byProcess(['user', 'password', 'liuyang', '--as', 'liuyang'], '123\n'),
  );
  const { ledger, office } = doors.desk;
  addColleague(doors.desk, 'gong', '龚管', 'administrator');
  const reset = () => doors.byWeb('admin', 'post', '/api/users/heqin/password', {});
  resetPassword(ledger, office, { user: 'admin', via: 'test' }, 'heqin', PASSWORD);
  await doors.same('reset-already-proposed', reset(), () =>
    doors.byProcess(['user', 'password', 'heqin', '--as', 'admin'], `${PASSWORD}\n`),
  );
  doors.settle({ command_line_password: true });
  process.env.HEDUI_PASSWORD = 'wrong';
  const typed = ['case', 'note', 'C00000001', '--text', '来信', '--as', 'wuping'];
  try {
    await doors.same('login-failed', login('wrong'), typed);
  } finally {
    delete process.env.HEDUI_PASSWORD;
  }
  doors.settle({});
}

/** Who has no second factor that their role asks for does nothing; who has none cannot lose one. */
export async function playSecondFactors(doors: Doors): Promise<void> {
  await doors.same('no-second-factor', doors.byWeb('admin', 'post', '/api/users/heqin/second-factor', {}), [
    ...['user', 'reset-code', 'heqin', '--as', 'admin'],
  ]);
  const { office } = doors.desk;
  doors.settle({ command_line_password: true, second_factor: ['investigator'] });
  office.second_factor = ['investigator'];
  process.env.HEDUI_PASSWORD = PASSWORD;
  try {
    await doors.same('second-factor-missing', doors.byWeb('liuyang', 'get', '/api/tasks'), [
      ...['case', 'show', doors.fresh(), '--as', 'liuyang'],
    ]);
  } finally {
    delete process.env.HEDUI_PASSWORD;
    office.second_factor = [];
    doors.settle({});
  }
}

/** What is refused where the office keeps its three administrators apart, and where it does not. */
export async function playAdministration(doors: Doors): Promise<void> {
  const { office } = doors.desk;
  const add = (role: Role) => {
    const one = { user_id: 'xinlai', display_name: '辛来', grants: [grant(role)] };
    return [
      doors.byWeb('admin', 'post', '/api/users', one),
      ['user', 'add', 'xinlai', '--name', '辛来', '--role', role, '--as', 'admin'],
    ] as const;
  };
  await doors.same('administration-joined', ...add('security-administrator'));
  doors.settle({ administration: 'separated' });
  office.administration = 'separated';
  try {
    await doors.same('security-administrator-grants', ...add('investigator'));
  } finally {
    office.administration = 'joined';
    doors.settle({});
  }
}
