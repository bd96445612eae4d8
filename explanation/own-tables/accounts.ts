import type { Finding } from '../../core/finding.ts';
import type { OwnTable } from '../case-explanation.ts';
import type { Matter } from '../matter.ts';
import { say, sayMonth, sayYuan } from '../say.ts';
import { cell, column, money } from './cells.ts';

interface User {
  person_id: string;
  name: string;
  resident_id: string | null;
  holder_name: string | null;
  household_no: string | null;
  row_id: number;
  payments: number;
  first_month: number | null;
  last_month: number | null;
  paid_fen: number;
}

/** More people than this are a list for the file, not for a page. */
const MOST_SHOWN = 20;

/** Who is paid through the account, as whose it is kept, and whether they live in one household. */
export async function tellAccount(matter: Matter, finding: Finding): Promise<OwnTable | null> {
  const { build, language, person, sheets, masker, rules } = matter;
  const account = finding.facts.account_no;
  if (rules.get(finding.rule_id)?.definition.shown_as !== 'accounts' || typeof account !== 'string')
    return null;
  const found = await build.rows<User>(
    `select own.person_id, person.name, coalesce(person.resident_id_raw, person.resident_id) as resident_id, own.holder_name,
        own.household_no, max(payment.row_id) as row_id, count(*) filter (where payment.is_settled) as payments,
        min(payment.month) as first_month, max(payment.month) as last_month,
        coalesce(sum(payment.amount_fen) filter (where payment.is_settled), 0)::bigint as paid_fen
     from canonical.account_use as own
     inner join canonical.person as person on person.person_id = own.person_id
     inner join canonical.benefit_payment as payment
        on payment.person_id = own.person_id and payment.account_no = own.account_no
     where own.account_no = $account
     group by all`,
    { account },
  );
  if (found.length === 0) return null;
  const placeOf = ({ person_id: id }: User) => `${id === person.person_id ? 0 : 1} ${id}`;
  const users = found.toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
  const household = users.find(({ person_id: id }) => id === person.person_id)?.household_no ?? null;
  const isRegistered = (matter.sources.get('household')?.file_count ?? 0) > 0;
  const month = (one: number) => sayMonth(one, language);
  const months = ({ first_month: from, last_month: to }: User) =>
    from === null || to === null ? null : from === to ? month(from) : `${month(from)}—${month(to)}`;
  const live = (user: User) => {
    if (user.person_id === person.person_id) return cell(say(language, ['本人', 'the person']));
    if (!isRegistered) return cell(null, 'not-come');
    if (household === null || user.household_no === null) return cell(null, 'unknown');
    return cell(
      say(
        language,
        user.household_no === household ? ['同一户', 'same household'] : ['不在一户', 'another household'],
      ),
    );
  };
  const total = users.reduce((sum, { paid_fen: fen }) => sum + fen, 0);
  const shown = users.slice(0, MOST_SHOWN);
  return {
    finding_key: finding.finding_key,
    kind: 'accounts',
    title: say(language, [
      `账户 ${masker.account(account)} 上的领取人`,
      `Who is paid through account ${masker.account(account)}`,
    ]),
    unit: say(language, ['一行一人，单位：元', 'one row a person, in yuan']),
    columns: [
      column(matter, 'name', ['领取人', 'Paid to']),
      column(matter, 'number', ['身份证号', 'ID number']),
      column(matter, 'holder', ['账户户名', 'Holder of the account']),
      column(matter, 'household', ['与本人', 'Beside the person']),
      column(matter, 'months', ['所属期', 'Months']),
      column(matter, 'payments', ['笔数', 'Payments'], true),
      column(matter, 'paid', ['到账', 'Received'], true),
    ],
    rows: shown.map((user) => ({
      cells: [
        cell(masker.name(user.name)),
        cell(masker.number(user.resident_id)),
        cell(user.holder_name === null ? null : masker.name(user.holder_name)),
        live(user),
        cell(months(user)),
        cell(String(user.payments)),
        money(user.paid_fen),
      ],
      place: sheets.place(user.row_id, language),
      is_in_question: user.person_id === person.person_id,
    })),
    total: say(language, [
      `${users.length} 人，共到账 ${sayYuan(total, 'zh')}${users.length > shown.length ? `；此处列前 ${shown.length} 人` : ''}`,
      `${users.length} people, ${sayYuan(total, 'en')} received${users.length > shown.length ? `; the first ${shown.length} are shown` : ''}`,
    ]),
  };
}
