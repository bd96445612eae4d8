import { mkdirSync, readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { actingUser, commandLineDoor } from '../../casework/command-line/person.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { listUsers } from '../../casework/reads/users/users.ts';
import { type CommandRefusal, throwRefusal } from '../../casework/refusals.ts';
import { type Grant, ROLES } from '../../casework/roles.ts';
import {
  addUser,
  delegate,
  disableUser,
  enableUser,
  type UserOutcome,
} from '../../casework/users/manage-users.ts';
import { setPassword, unlockUser } from '../../casework/users/passwords.ts';
import { changeOrPropose } from '../../casework/users/propose-grants.ts';
import { resetPassword, resetSecondFactor } from '../../casework/users/reset-password.ts';
import { EXIT, Refusal } from '../../core/errors.ts';
import { globalOptions, printResult } from '../command.ts';
import { letOutOfHome } from '../let-out.ts';

interface Typed {
  as?: string;
  name?: string;
  role?: string[];
  reason?: string;
  passwordStdin?: boolean;
  to?: string;
  from?: string;
  until?: string;
}

const ROLE_HELP = `${ROLES.join(', ')}; approver:2 gives a level, clerk@竹园镇 a township; may be repeated`;

export function register(program: Command): void {
  const verbs = program.command('user').description('who works here and as what; administrators only');
  verbs
    .command('list', { isDefault: true })
    .description('all users with their roles')
    .option('--as <user>', 'the administrator (needed as soon as the office has users)')
    .action((typed: Typed, command: Command) => {
      const options = globalOptions(command);
      letOutOfHome(command, typed.as, { kind: 'ListRead', subject: 'users', detail: {} });
      using ledger = openOfficeLedger(openOffice(options.home), 'read');
      const users = listUsers(ledger);
      printResult(
        options,
        { users },
        users.map(
          (user) =>
            `${user.user_id} ${user.display_name} ${user.grants.map(grantText).join(', ')}${user.is_disabled ? ' (停用 disabled)' : ''}`,
        ),
      );
    });
  withAsker(verbs.command('add <user>').description('add a user; the first one must be an administrator'))
    .option('--name <text>', 'the name to show')
    .requiredOption('--role <role...>', ROLE_HELP)
    .option('--password-stdin', 'read the password from standard input')
    .action((userId: string, typed: Typed, command: Command) => add(userId, typed, command));
  withAsker(
    verbs
      .command('roles <user>')
      .description('give a user other roles; with a second administrator, who runs the same command'),
  )
    .requiredOption('--role <role...>', ROLE_HELP)
    .requiredOption('--reason <text>', 'who allowed it')
    .action((userId: string, typed: Typed, command: Command) =>
      change(typed, command, (context) =>
        proposedOrDone(
          changeOrPropose(
            context.ledger,
            context.office,
            context.asker,
            userId,
            readGrants(typed.role),
            typed.reason ?? '',
          ),
        ),
      ),
    );
  withAsker(verbs.command('disable <user>').description('take all rights away'))
    .requiredOption('--reason <text>', 'why')
    .action((userId: string, typed: Typed, command: Command) =>
      change(typed, command, ({ ledger, office, asker }) =>
        disableUser(ledger, office, asker, userId, typed.reason ?? ''),
      ),
    );
  withAsker(verbs.command('enable <user>').description('give the rights back'))
    .requiredOption('--reason <text>', 'why')
    .action((userId: string, typed: Typed, command: Command) =>
      change(typed, command, ({ ledger, office, asker }) =>
        enableUser(ledger, office, asker, userId, typed.reason ?? ''),
      ),
    );
  withAsker(
    verbs
      .command('password <user>')
      .description('set a password, read from standard input; another’s with a second administrator'),
  ).action((userId: string, typed: Typed, command: Command) =>
    change(typed, command, ({ ledger, office, asker }) => {
      if (asker.user === userId) return setPassword(ledger, office, asker, userId, readPassword());
      return proposedOrDone(resetPassword(ledger, office, asker, userId, readPassword()));
    }),
  );
  withAsker(
    verbs
      .command('reset-code <user>')
      .description(
        'take a lost second factor away, with a second administrator; another is set at the next sign-in',
      ),
  ).action((userId: string, typed: Typed, command: Command) =>
    change(typed, command, ({ ledger, office, asker }) =>
      proposedOrDone(resetSecondFactor(ledger, office, asker, userId)),
    ),
  );
  withAsker(verbs.command('unlock <user>').description('lift a lock before its time')).action(
    (userId: string, typed: Typed, command: Command) =>
      change(typed, command, ({ ledger, office, asker }) => unlockUser(ledger, office, asker, userId)),
  );
  verbs
    .command('delegate')
    .description('lend your signature to somebody for a time')
    .requiredOption('--as <user>', 'whose signature')
    .requiredOption('--to <user>', 'to whom')
    .requiredOption('--from <date>', 'first day')
    .requiredOption('--until <date>', 'last day')
    .action((typed: Typed, command: Command) =>
      change(typed, command, ({ ledger, office, asker }) =>
        delegate(
          ledger,
          office,
          { user: asker.user ?? '', via: asker.via },
          { to_user: typed.to ?? '', from_on: typed.from ?? '', until_on: typed.until ?? '' },
        ),
      ),
    );
}

function proposedOrDone(outcome: { set: boolean } | CommandRefusal): CommandRefusal | null {
  if ('code' in outcome) return outcome;
  if (!outcome.set)
    process.stderr.write(
      '已提出；须由另一名系统管理员用同一命令办理。/ Proposed; another administrator has to run the same command.\n',
    );
  return null;
}

function withAsker(command: Command): Command {
  return command.option('--as <user>', 'the administrator');
}

type Context = {
  ledger: ReturnType<typeof openOfficeLedger>;
  office: ReturnType<typeof openOffice>;
  asker: { user: string | null; via: string };
};

function change(
  typed: Typed,
  command: Command,
  act: (context: Context) => UserOutcome | CommandRefusal | null,
): void {
  const options = globalOptions(command);
  const office = openOffice(options.home);
  using ledger = openOfficeLedger(office, 'existing');
  const user = typed.as === undefined ? null : actingUser(ledger, office, typed.as).user_id;
  const outcome = act({ ledger, office, asker: { user, via: commandLineDoor() } });
  if (outcome !== null && 'code' in outcome) throwRefusal(outcome);
  if (outcome !== null && !outcome.ok) throwRefusal(outcome.refusal);
  printResult(options, outcome === null ? { ok: true } : outcome.user, ['已办理。/ Done.']);
}

function add(userId: string, typed: Typed, command: Command): void {
  const options = globalOptions(command);
  const office = openOffice(options.home);
  const password = typed.passwordStdin ? readPassword() : null;
  mkdirSync(options.home, { recursive: true });
  using ledger = openOfficeLedger(office, 'write');
  const asker = {
    user: typed.as === undefined ? null : actingUser(ledger, office, typed.as).user_id,
    via: commandLineDoor(),
  };
  const added = { user_id: userId, display_name: typed.name ?? userId, grants: readGrants(typed.role) };
  const outcome = addUser(ledger, office, asker, added);
  if (!outcome.ok) throwRefusal(outcome.refusal);
  if (password !== null) {
    const refusal = setPassword(ledger, office, { ...asker, user: asker.user ?? userId }, userId, password);
    if (refusal !== null) throwRefusal(refusal);
  }
  printResult(options, outcome.user, [
    `已添加用户 ${userId}${password === null ? '；设置口令后才能登录' : ''}`,
    `User ${userId} added${password === null ? '; no log-in until a password is set' : ''}`,
  ]);
}

function readGrants(texts: readonly string[] | undefined): Grant[] {
  return (texts ?? []).map((text) => {
    const parts = /^([a-z-]+)(?::(\d))?(?:@(.+))?$/u.exec(text);
    const role = ROLES.find((one) => one === parts?.[1]);
    if (role === undefined) {
      throw new Refusal(
        'unknown-role',
        `没有这个岗位：${text}。岗位有：${ROLES.join('、')}`,
        `There is no such role: ${text}. Roles are: ${ROLES.join(', ')}`,
        EXIT.usage,
      );
    }
    const level = parts?.[2] === undefined ? null : Number(parts[2]);
    return { role, level: role === 'approver' ? (level ?? 1) : level, township: parts?.[3] ?? null };
  });
}

function grantText(grant: Grant): string {
  return `${grant.role}${grant.level === null ? '' : `:${grant.level}`}${grant.township === null ? '' : `@${grant.township}`}`;
}

function readPassword(): string {
  return readFileSync(0, 'utf8').replace(/\r?\n$/, '');
}
