import { deathIn, isKnownDead } from '../../casework/parties.ts';
import type { Hands } from './hands.ts';

/** What a case with a claim comes to; they follow one another through the year in this order. */
export const WAYS = [
  'paid',
  'served',
  'paid-in-part',
  'instalments',
  'unfounded',
  'offset',
  'overdue',
  'refunded',
  'reminded',
  'written-off',
  'enforcement',
  'referred',
  'under-review',
  'revoked',
  'paid',
  'unverifiable',
  'paid-in-part',
  'served',
  'unfounded',
  'overdue',
  'paid',
  'instalments',
  'sent-back',
  'approved',
  'served',
  'unverifiable',
  'notified',
  'paid-in-part',
  'waiting-for-signature',
  'unfounded',
  'approved',
  'sent-back',
  'waiting-for-signature',
  'investigating',
] as const;

export type Way = (typeof WAYS)[number] | 'made-good';

/** Somebody's work on one case, act by act; each number is how many days pass until the next one. */
export type Life = Generator<number, void>;

export function* liveCase(hands: Hands, caseId: string, way: Way, who: string): Life {
  hands.act('chenjing', caseId, 'assign', { assignee: who });
  if (way === 'investigating') return;
  yield 3;
  if (way === 'unfounded') {
    hands.act(who, caseId, 'clear', { reason: '入户核实，情况不符', ground: 'other' });
    return;
  }
  if (way === 'unverifiable') {
    hands.act(who, caseId, 'leave-unverifiable', { reason: '本人外出，暂未联系上' });
    return;
  }
  hands.act(who, caseId, 'substantiate', { reason: '入户核实，家属确认', nature: 'late-report' });
  if (way === 'made-good') {
    yield* makeGood(hands, caseId, who);
    return;
  }
  nameDebtor(hands, caseId, who);
  yield 1;
  hands.act(who, caseId, 'fix-amount', {});
  if (way === 'waiting-for-signature') return;
  yield 2;
  if (way === 'sent-back') {
    hands.act('lina', caseId, 'reject', { reason: '请补上死亡证明复印件，并写明款项由谁取走' });
    return;
  }
  hands.sign(caseId);
  if (way === 'approved') return;
  yield 1;
  hands.act(who, caseId, 'notify', { on: hands.today });
  if (way === 'notified') return;
  yield 2;
  hands.act(who, caseId, 'serve', { on: hands.today, servers: ['张经办', '李经办'] });
  if (way === 'served') return;
  yield 21;
  yield* settle(hands, caseId, way, who);
}

function nameDebtor(hands: Hands, caseId: string, who: string): void {
  const state = hands.state(caseId);
  const { name, township } = state.person;
  const isSelf = deathIn(state) === null;
  hands.act(who, caseId, 'name-debtor', {
    name: isSelf ? name : `${name.slice(0, 1)}家属`,
    relation: isSelf ? '本人' : '子女',
    address: township,
  });
}

/** Money that was never paid to somebody: proposed, signed, paid, and signed for by who has it. */
function* makeGood(hands: Hands, caseId: string, who: string): Life {
  yield 1;
  const dead = isKnownDead(hands.state(caseId));
  hands.act(who, caseId, 'propose-back-payment', {
    reason: '核对发放凭证，确未发放',
    ...(dead ? { payee: '普继英', payee_relation: '子女' } : {}),
  });
  yield 3;
  hands.sign(caseId);
  yield 5;
  hands.act('heqin', caseId, 'pay-back', { on: hands.today });
  yield 4;
  hands.act(who, caseId, 'acknowledge-back-payment', { on: hands.today, evidence: '本人签收单' });
}

function* settle(hands: Hands, caseId: string, way: Way, who: string): Life {
  const owed = hands.state(caseId).money.outstanding_fen;
  const part = Math.max(100, Math.floor(owed / 300) * 100);
  switch (way) {
    case 'paid':
      yield* pay(hands, caseId, owed);
      return;
    case 'paid-in-part':
      yield* pay(hands, caseId, part);
      return;
    case 'instalments':
      hands.act(who, caseId, 'plan-instalments', {
        plan: [
          { due_on: hands.inDays(30), amount_fen: part },
          { due_on: hands.inDays(90), amount_fen: owed - part },
        ],
      });
      yield 20;
      yield* pay(hands, caseId, part);
      return;
    case 'offset':
      hands.act('heqin', caseId, 'offset', {
        ...{ amount_fen: Math.min(owed, part * 2), on: hands.today },
        ...(deathIn(hands.state(caseId)) === null
          ? { against: 'later-benefits', consent: '本人签字的抵扣同意书' }
          : { against: 'funeral-grant', consent: '家属签字的抵扣同意书' }),
      });
      return;
    case 'refunded':
      yield* pay(hands, caseId, owed + 5_000);
      yield 2;
      hands.act(who, caseId, 'propose-refund', { reason: '银行转账多付' });
      yield 2;
      hands.sign(caseId);
      yield 1;
      hands.act('heqin', caseId, 'pay-refund', { on: hands.today });
      return;
    case 'written-off':
      yield* pay(hands, caseId, part);
      yield 20;
      hands.act(who, caseId, 'propose-write-off', { reason: '义务人死亡，无遗产可供清偿' });
      yield 2;
      hands.sign(caseId);
      return;
    case 'referred':
      hands.act('chenjing', caseId, 'refer', {
        ...{ office: '弥勒市公安局', reason: '本人否认领取，取款人不明', on: hands.today },
      });
      return;
    case 'under-review':
      hands.act('chenjing', caseId, 'open-review', { kind: 'reconsideration', on: hands.today });
      return;
    case 'revoked':
      hands.act(who, caseId, 'propose-revocation', { reason: '死亡日期经公安更正，多发月份不成立' });
      yield 3;
      hands.sign(caseId);
      return;
    default:
      yield* dun(hands, caseId, way, who);
  }
}

/** Nothing came: overdue, reminded, before the court. */
function* dun(hands: Hands, caseId: string, way: Way, who: string): Life {
  yield 20;
  hands.act(who, caseId, 'overdue', { on: hands.today });
  if (way === 'overdue') return;
  yield 10;
  hands.remindInWriting(who, caseId);
  hands.act(who, caseId, 'remind', { on: hands.today });
  if (way === 'reminded') return;
  // not before the terms for review and suit have run
  yield 140;
  hands.act('chenjing', caseId, 'enforce', { on: hands.today, court: '弥勒市人民法院' });
}

/** Money that came through the bank: its line first, then the receipt, which a second person confirms. */
function* pay(hands: Hands, caseId: string, amountFen: number): Life {
  const { debtor, money, notices } = hands.state(caseId);
  const line = hands.bankLine(amountFen, debtor.name, `退款 ${notices.at(-1)?.notice_number ?? caseId}`);
  hands.act('heqin', caseId, 'receipt', {
    ...{ amount_fen: amountFen, on: hands.today, bank_line_id: line },
    surplus: amountFen > money.outstanding_fen ? 'due-back' : 'refused',
  });
  yield 2;
  const entry = hands.state(caseId).entries.at(-1);
  hands.act('chenjing', caseId, 'confirm-receipt', { entry_id: entry?.entry_id });
}
