/** What can be refused about who owes and about the papers of a case; part of all refusals. */
export const PAPER_REFUSALS = {
  'debtor-number-wrong': {
    zh: '退款义务人的身份证号码不成立（位数、出生日期、行政区划或者校验码不对），请核对后重填；义务人是单位的，填其统一社会信用代码（也按校验码核对）',
    en: 'the number of the debtor cannot be one (length, birth date, region or check digit); check it and enter it again; of an office or a company it is the social credit code, whose check digit has to be right too',
  },
  'debtor-code-wrong': {
    zh: '退款义务单位的统一社会信用代码不成立，请核对后重填',
    en: 'the social credit code of the debtor cannot be one; check it and enter it again',
  },
  'debtor-is-beneficiary': {
    zh: '填的是待遇领取人本人的号码；退款义务人是别人的，请填其本人的号码，不知道的留空',
    en: 'this is the number of the beneficiary; enter that of the debtor, or leave it empty where it is not known',
  },
  'debtor-decided': {
    zh: '{number} 已发给{name}，退款义务人不能再换：还没有送达的，先作废该通知书再换；已经送达的，先提请撤销，撤销后重新核查、另行确定',
    en: '{number} went out to {name}, so the debtor stands: where it is not served yet, make it void first; where it is, propose the revocation, then take the case up again and name somebody else',
    typed: 'case void-notice; case revoke',
  },
  'nobody-to-publish': {
    zh: '请写明公告送达给哪些案件的义务人',
    en: 'name the cases whose notices are to be served by public notice',
  },
  'nothing-failed-to-serve': {
    zh: '台账里没有可以公告送达的案件：没有一份待送达的通知书登记过两种方式未能送达或者下落不明。请先登记',
    en: 'no case can be served by public notice: of no notice that waits for its service are two failed ways recorded, or that nobody knows where the reader is; record them first',
    typed: 'case fail-to-serve',
  },
  'place-required': {
    zh: '请写明公告张贴或者刊登在哪里',
    en: 'say where the public notice hangs or is printed',
  },
  'other-ways-first': {
    zh: '{number} 还不能公告送达：公告是最后的办法。请先登记至少两种方式未能送达（登记未能送达），或者登记下落不明和由谁证明',
    en: '{number} cannot be served by public notice yet, which is the last way: first record two ways of service that failed, or that nobody knows where the reader is and who confirms it',
  },
  'public-notice-stands': {
    zh: '{number} 已经发布，并且是 {cases} 送达的依据，不能作废',
    en: '{number} was published, and the service of {cases} rests on it; it cannot be made void',
  },
  'notices-apart': {
    zh: '{other} 不能与此案合发一份通知书：{why}',
    en: '{other} cannot share one notice with this case: {why_en}',
  },
  'which-entry': {
    zh: '此案有几笔收款，请写明是哪一笔：{entries}',
    en: 'this case has several entries; say which one: {entries}',
    typed: '--entry',
  },
  'no-entry-to-tell': {
    zh: '此案还没有这样的收付记录，没有可开具的内容',
    en: 'this case has no such entry yet, so there is nothing to write',
  },
  'receipt-paper-stands': {
    zh: '这笔收款已开具收据 {number}；请先收回并作废该收据，再冲销',
    en: 'a receipt ({number}) was given for this entry; take it back and make it void before the entry is reversed',
  },
  'nothing-to-make-good': {
    zh: '此案没有还应补给本人的款项',
    en: 'nothing more is owed to the person in this case',
  },
  'more-than-owed': {
    zh: '补发 {amount} 元多于还应补给本人的 {owed} 元',
    en: 'a back payment of {amount} yuan is more than the {owed} yuan still owed to the person',
  },
  'payee-required': {
    zh: '本人已死亡，请写明补发给谁（领取人及其与本人的关系）',
    en: 'the person is dead; say who gets the money, and what they are to the person',
  },
  'payee-relation-required': {
    zh: '领取人不是本人的，请写明与本人的关系',
    en: 'where somebody else gets the money, say what they are to the person',
  },
  'payee-number-wrong': {
    zh: '领取人的身份证号码不成立，请核对后重填',
    en: 'the number of who gets the money cannot be one; check it and enter it again',
  },
  'no-refund-to-pay': {
    zh: '没有已审批而未支付的退还；先提请退还并签完',
    en: 'no refund is signed and unpaid; propose one and have it signed first',
  },
  'nothing-signed-to-pay': {
    zh: '没有已审批而未支付的补发',
    en: 'no back payment is signed and unpaid',
  },
  'nothing-paid-to-person': {
    zh: '没有已支付而未签收的补发',
    en: 'no back payment is paid and not acknowledged',
  },
  'two-takers': {
    zh: '陈述申辩须由两人记录，请填写两名记录人',
    en: 'a statement is written down by two people; name both',
  },
  'speaker-required': {
    zh: '待遇领取人已死亡，退款义务人还没有确定；请写明陈述人是谁',
    en: 'the beneficiary is dead and nobody else was named to owe; say who speaks',
    typed: '--speaker',
  },
  'prior-notice-required': {
    zh: '本单位规定先告知后决定：请先发出并送达《事先告知书》（或登记“告知陈述申辩”），期满，或者陈述人表示不再补充并经复核后，再审批',
    en: 'this office tells before it decides: serve a prior notice (or record that the hearing was offered), and sign once its term has run, or the speaker is done and was answered',
  },
  'new-debtor-unheard': {
    zh: '此案告知过原来的退款义务人，现在换成了{name}，还没有向其告知：请先向其发出并送达《事先告知书》（或登记“告知陈述申辩”），期满，或者陈述人表示不再补充并经复核后，再审批',
    en: 'somebody else was told in this case, and {name}, who is to owe now, was not: serve a prior notice to them (or record that the hearing was offered), and sign once its term has run, or the speaker is done and was answered',
  },
  'prior-notice-unserved': {
    zh: '《事先告知书》{number} 还没有登记送达；请登记送达，或者作废该文书后再审批',
    en: 'the service of the prior notice {number} is not recorded; record it, or make the paper void, before the decision is signed',
  },
  'hearing-open': {
    zh: '陈述申辩期到 {until} 届满；期满后再审批，除非陈述人已表示不再补充，并且已写明复核意见',
    en: 'a statement may still be made until {until}; sign after that day, unless the speaker has said that nothing more will follow and what was found on it is written down',
  },
  'told-less': {
    zh: '事先告知的是 {told} 元，现在要审批 {amount} 元；比告知的多，请重新告知后再审批',
    en: 'what was told beforehand is {told} yuan, and {amount} is to be signed; more than was told must be told anew first',
  },
  'document-served': {
    zh: '{number} 已登记送达，不能再登记',
    en: 'the service of {number} is recorded already',
  },
  'paper-not-true': {
    zh: '现在不能出具《{document}》：{why}',
    en: '{document_en} cannot be made now: {why_en}',
  },
  'paper-before-told': {
    zh: '文书落款 {on} 早于它要写的事：此案最近一件事发生在 {told}。请写 {told} 或者以后的日期',
    en: 'the paper would bear {on}, a day before what it tells: the last thing in this case happened on {told}; give it that day or a later one',
  },
  'letter-follows-nature': {
    zh: '该案认定的性质决定发《{due}》，不能发《{asked}》；性质有误的，请重新认定',
    en: 'by what was decided this case gets the {due_en}, not the {asked_en}; where the decision is wrong, decide anew',
  },
} as const;
