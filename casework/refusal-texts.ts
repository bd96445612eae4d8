import { BANK_REFUSALS } from './bank/bank-refusals.ts';
import { PAPER_REFUSALS } from './paper-refusals.ts';
import { RULE_REFUSALS } from './rule-life/rule-refusals.ts';
import { TIE_OUT_REFUSALS } from './tie-out/tie-out-refusals.ts';
import { USER_REFUSALS } from './users/user-refusals.ts';

/**
 * Everything a command can be refused for, in the office's two languages. A refusal is an ordinary answer:
 * it is returned, not thrown, and nothing was written. What stands in braces is filled in from the case.
 */
export const REFUSAL_TEXTS = {
  'unknown-user': {
    zh: '没有用户 {user}；管理员可以新增',
    en: 'there is no user {user}; an administrator adds one',
    typed: 'user add',
  },
  'user-disabled': { zh: '用户 {user} 已停用', en: 'user {user} is disabled' },
  'unknown-case': { zh: '没有案件 {case}', en: 'there is no case {case}' },
  'invalid-input': { zh: '填写有误：{problem}', en: 'not well formed: {problem_en}' },
  'key-reused': {
    zh: '操作编号 {key} 已用于另一项操作',
    en: 'the key {key} was already used for another command',
  },
  'not-your-township': {
    zh: '该案不在 {user} 负责的乡镇内',
    en: 'the case is outside the townships of {user}',
  },
  'whole-office-only': {
    zh: '这里是全单位的人员和款项，您的岗位只限部分乡镇，不能查看或办理。',
    en: 'This holds people and money of the whole office; your role is for some townships only.',
  },
  'sees-no-cases': {
    zh: '您的岗位看不到案件和人员，不能取用。请由基金监督、审计或领导办理；加密的备份不受此限。',
    en: 'Your role sees no cases and no people, so it may not take them; supervision, audit or management may. A sealed backup is free of this.',
  },
  'name-who-takes': {
    zh: '这里会拿走人员的完整信息。请写明由谁取用。',
    en: 'This gives out people in full; say who takes it.',
    typed: '--as',
  },
  'name-who-acts': {
    zh: '请写明由谁办理。',
    en: 'Say who does it.',
    typed: '--as; user list names the people of the office',
  },
  'name-who-restores': {
    zh: '恢复会丢弃现有台账的记录。请写明由谁恢复；现有台账会另存。',
    en: 'This gives up records of the present ledger; say who restores. The present ledger is kept beside.',
  },
  'no-right': {
    zh: '您没有此项权限。需要时请联系管理员。',
    en: 'You do not have this right; ask the administrator.',
  },
  'not-your-role': {
    zh: '“{move}”须由 {roles} 办理',
    en: 'only these roles may do "{move_en}": {roles_en}',
  },
  'illegal-move': {
    zh: '案件处于“{status}”，不能“{move}”；{next}',
    en: 'the case is {status_en}; "{move_en}" is not possible now; {next_en}',
  },
  'not-assigned-to-you': {
    zh: '该案分派给 {assignee}，请由其办理或重新分派',
    en: 'the case is assigned to {assignee}; let them decide or assign it again',
  },
  'locked-by-another': {
    zh: '{who}正在核查此案。您可以看，不能改。',
    en: '{who} is working on this case; you can read it, not change it.',
  },
  'already-yours': { zh: '此案已在您手上。', en: 'You have this case already.' },
  'case-changed': {
    zh: '此案刚被{who}更新，请看过变化再提交。',
    en: '{who_en} has just changed this case; review the changes before you submit.',
  },
  'version-changed': {
    zh: '内容已变，请重看第 {version} 版。',
    en: 'The content has changed; read version {version} again.',
  },
  'nothing-left': {
    zh: '没有可领取的案件：符合条件的都有人在核查，或已办结。',
    en: 'No case is left to take: those that match are with somebody, or done.',
  },
  'already-priority': { zh: '此案已标记优先。', en: 'The case is marked as a priority already.' },
  'no-priority': { zh: '此案没有标记优先。', en: 'The case is not marked as a priority.' },
  'month-not-claimed': {
    zh: '{month} 不在疑点提出的月份之内，不能剔除。',
    en: '{month} is none of the months claimed and cannot be struck out.',
  },
  'selection-too-large': {
    zh: '筛选结果有 {count} 件，一次最多选 {most} 件，请再缩小范围。',
    en: '{count} cases match; at most {most} can be selected at once. Narrow the filter.',
  },
  'undo-too-late': {
    zh: '已超过 {minutes} 分钟，不能还原。',
    en: 'More than {minutes} minutes have passed; it can no longer be undone.',
  },
  'nothing-to-undo': {
    zh: '没有您可以还原的操作。',
    en: 'There is nothing of yours to undo.',
  },
  'cannot-undo': {
    zh: '此案领取前已有核查结论，不能自动还原，请单独办理。',
    en: 'The case had an outcome before it was taken; it cannot be put back by undoing, deal with it by itself.',
  },
  'unknown-view': { zh: '没有这个视图。', en: 'There is no such view.' },
  'evidence-missing': {
    zh: '读不到此案疑点的证据，不能认定；请先运行一次夜间核对。',
    en: 'The evidence of this case cannot be read, so it cannot be substantiated; run a night first.',
    typed: 'nightly',
  },
  'explanation-unseen': {
    zh: '还有 {n} 项正当解释要您看，看过并勾选才能认定：{which}。',
    en: 'Innocent explanations you have still to look at and tick before you can substantiate: {n}: {which}.',
    typed: '--looked {keys}',
  },
  'contrary-unanswered': {
    zh: '有相反证据，请写明为什么仍然认定。',
    en: 'There is contrary evidence: write down why you decide so all the same.',
  },
  'basis-not-in-force': {
    zh: '所选依据在这些月份里没有生效：{text}。',
    en: 'This text was not in force in these months: {text}.',
  },
  'amount-in-force': {
    zh: '此案已有签字生效的金额，不能改结论；要改的，请提请撤销。',
    en: 'An amount is signed and in force, so the outcome stands; to change it, propose a revocation.',
  },
  'nothing-left-to-claim': {
    zh: '剔除后没有应追金额，请改选不属实。',
    en: 'Nothing is left to claim after striking months; choose "unfounded".',
  },
  'debtor-unnamed': { zh: '请选择退款义务人。', en: 'Choose who owes the money.' },
  'nature-missing': { zh: '请选择性质。', en: 'Choose how it came about.' },
  'debtor-changed': {
    zh: '可选的退款义务人已变化，请重新选择。',
    en: 'The people suggested as debtors have changed; choose again.',
  },
  'not-an-investigator': { zh: '{user} 没有稽核岗位', en: '{user} is no investigator' },
  'own-work': {
    zh: '{user} 经办过此件，不能审批自己的工作',
    en: '{user} worked on this document and cannot approve their own work',
  },
  'second-step': {
    zh: '{user} 已在此件上签过一级，不能再签另一级',
    en: '{user} has signed one step of this document and cannot sign another',
  },
  'not-your-step': {
    zh: '下一步是“{step}”，须由{signer}签字',
    en: 'the next step is "{step}", to be signed by {signer_en}',
  },
  'reason-too-short': {
    zh: '退回原因至少写 {length} 个字，让制单人知道要改什么。',
    en: 'Give at least {length} characters, so that the maker knows what to change.',
  },
  'signed-entry': {
    zh: '这笔“{kind}”是经“{step}”签字生效的，须由{signer}冲销',
    en: 'this {kind_en} took effect by a signature ("{step}"); it is reversed by the {signer_en}',
  },
  'no-document': { zh: '没有待审批的文件', en: 'no document is waiting for approval' },
  'document-pending': {
    zh: '已有待审批的“{kind}”，请先办完或退回',
    en: 'a {kind_en} is waiting for approval; finish or reject it first',
  },
  'no-chain': {
    zh: '没有为“{kind}”（{amount} 元）规定审批流程，请在 hedui.yaml 中补上',
    en: 'no approval chain is laid down for a {kind_en} of {amount} yuan; add one to hedui.yaml',
  },
  'no-delegation': {
    zh: '{principal} 在 {on} 没有委托 {user} 代签',
    en: '{principal} has not delegated to {user} on {on}',
  },
  'nothing-claimed': {
    zh: '疑点没有提出金额，请填写核定金额',
    en: 'the findings claim no money; state the amount',
  },
  'owed-to-person': {
    zh: '此案的 {owed} 元应补给本人，不是应追的款项，不能核定、审批或追缴。已经核定或收回的，请提请撤销，收到的钱退还。',
    en: 'The {owed} yuan of this case are owed to the person and cannot be fixed, approved or claimed back. Where that was done, propose the revocation and refund what came in.',
  },
  'beyond-funds-part': {
    zh: '此案另有 {owed} 元应补给本人；应追部分为 {part} 元，{amount} 元超出。请按应追部分重新核定。',
    en: '{owed} yuan of this case are owed to the person; the part of the fund is {part} yuan, and {amount} is more. Fix the amount at the part of the fund.',
  },
  'amount-not-positive': { zh: '金额须大于零', en: 'the amount must be above zero' },
  'same-amount': {
    zh: '核定金额与已审批的一样，不必重新核定；要换退款义务人的，请用“确定退款义务人”，同样的金额会随之重新报批',
    en: 'the amount is the one already in force and need not be fixed anew; to change who owes it, name the debtor: the same amount then goes through the approval again',
    typed: 'case debtor',
  },
  'more-than-outstanding': {
    zh: '金额 {amount} 元超过尚欠的 {outstanding} 元',
    en: '{amount} yuan is more than the {outstanding} yuan outstanding',
  },
  'receipt-surplus': {
    zh: '收款 {amount} 元多于尚欠的 {outstanding} 元；确是多收的，请注明多收，多出的部分登记为应退',
    en: '{amount} yuan is more than the {outstanding} yuan outstanding; where it did come in too much, say so, and what is too much is due back',
    typed: '--surplus',
  },
  'more-than-refund-due': {
    zh: '金额 {amount} 元超过应退的 {due} 元',
    en: '{amount} yuan is more than the {due} yuan due back',
  },
  'nothing-outstanding': { zh: '没有尚欠的款项', en: 'nothing is outstanding' },
  'nothing-due-back': { zh: '没有应退的多收款', en: 'nothing came in too much that is due back' },
  'changed-unseen': {
    zh: '案件 {case}：夜间核对撤回了疑点或改变了依据，还没有人看过，不能认定、审批或发文。请先看变化，“确认变化”后再办；不应追的，改为不属实，已审批的提请撤销。',
    en: 'Case {case}: a night withdrew a finding or changed its evidence, and nobody has looked at that yet, so nothing is decided, signed or issued. Look at the changes and acknowledge them; where nothing is owed, clear the case, or propose the revocation of what was signed.',
    typed: 'case acknowledge',
  },
  'amount-outdated': {
    zh: '核定的 {amount} 元里有现在的疑点已不再提出的款项（疑点现为 {claimed} 元）。请重新核定金额并重新审批；不应追的，提请撤销。',
    en: 'Of the {amount} yuan fixed, some is no longer claimed by any finding (which now claim {claimed}). Fix the amount anew and have it signed; where nothing is owed, propose the revocation.',
    typed: 'case amount',
  },
  'no-later-benefits': {
    zh: '按此案的证据，待遇领取人已死亡，以后没有待遇可以抵扣；可以从个人账户余额抵扣，或者有签字同意书时从丧葬补助金抵扣。',
    en: 'By the evidence of this case the beneficiary is dead, and there are no later benefits to set off; the account balance may be, or, with a signed consent, the funeral grant.',
  },
  'reminder-unserved': {
    zh: '没有送达的《催告书》，不能申请强制执行：请先出具并登记送达，期满后再申请。',
    en: 'No written reminder has been served, so the court cannot be asked: issue it, record its service, and apply once its term has run.',
    typed: 'notice issue --kind reminder; notice serve',
  },
  'no-amount': { zh: '尚未核定金额', en: 'no amount has been fixed yet' },
  'consent-required': {
    zh: '用丧葬补助金抵扣须有本人签字的同意书',
    en: 'the funeral grant may be offset only with a recorded consent',
  },
  'plan-does-not-add-up': {
    zh: '分期合计 {sum} 元，与尚欠的 {outstanding} 元不符',
    en: 'the instalments add up to {sum} yuan, outstanding are {outstanding}',
  },
  'plan-out-of-order': {
    zh: '分期日期须逐期递增且每期大于零',
    en: 'instalments must fall due one after another and each be above zero',
  },
  'day-ahead': {
    zh: '{on} 还没有到，今天是 {today}',
    en: '{on} has not come yet; today is {today}',
  },
  'day-before-case': {
    zh: '{on} 早于此案所涉的第一个月（{first}），请核对日期',
    en: '{on} is before the first month of this case ({first}); check the day',
  },
  'day-too-far': {
    zh: '{on} 太远，最晚可写 {latest}，请核对日期',
    en: '{on} is too far ahead; the latest possible is {latest}: check the day',
  },
  'amount-implausible': {
    zh: '金额 {amount} 元大得不像，一笔最多 {most} 元；确有此数的，请在 hedui.yaml 的 casework.plausible.largest_yuan 中放宽',
    en: '{amount} yuan is implausibly large, {most} at most; where it is right, allow more in hedui.yaml, casework.plausible.largest_yuan',
  },
  'nothing-overdue': {
    zh: '截至 {on} 没有逾期：最近的期限是 {due_on}',
    en: 'nothing is overdue on {on}: the next term ends on {due_on}',
  },
  'too-early': { zh: '“{what}”最早可在 {on} 办理', en: '"{what_en}" is possible from {on}' },
  'too-late': { zh: '“{what}”的期限已于 {on} 届满', en: 'the term for "{what_en}" ended on {on}' },
  'date-before': { zh: '{on} 早于 {earlier}', en: '{on} is before {earlier}' },
  'no-such-entry': { zh: '没有可冲销的款项 {entry}', en: 'there is no entry {entry} to reverse' },
  'nothing-to-reverse': { zh: '没有可冲销的款项', en: 'there is no entry to reverse' },
  'nothing-to-acknowledge': { zh: '没有待确认的变化', en: 'there is no change to acknowledge' },
  'nothing-to-confirm': {
    zh: '没有待复核的这笔收款：或已复核，或已冲销。',
    en: 'no such receipt waits to be confirmed: it is confirmed already, or reversed',
  },
  'attachment-kind': {
    zh: '不收这种文件；可以附：{kinds}',
    en: 'Files of this kind are not taken; these are: {kinds}',
  },
  'attachment-empty': { zh: '文件是空的。', en: 'The file is empty.' },
  'attachment-missing': {
    zh: '附件“{name}”的文件不见了，请管理员从备份恢复。',
    en: 'The file of "{name}" is gone; ask the administrator to bring it back from a backup.',
    typed: 'restore',
  },
  'attachment-altered': {
    zh: '附件“{name}”与附上时不同，不能打开；请管理员从备份恢复。',
    en: '"{name}" is not what was attached and is not shown; ask the administrator to bring it back from a backup.',
    typed: 'restore',
  },
  'two-servers': { zh: '送达须由两名不同的人员进行', en: 'service needs two different servers' },
  'witness-required': { zh: '留置送达须写明见证人', en: 'leaving a notice behind needs a witness' },
  'post-number-required': {
    zh: '邮寄送达须填写邮寄单号',
    en: 'service by post needs the number of the posting',
  },
  'not-approved-yet': {
    zh: '案件处于“{status}”，还不能发出“{document}”',
    en: 'the case is {status_en}; "{document}" cannot go out yet',
  },
  'unknown-document': { zh: '没有文书 {number}', en: 'there is no document {number}' },
  'not-the-present-notice': {
    zh: '{number} 已不是此案现行的通知书，不能再作废。',
    en: '{number} is no longer the notice in force of this case and cannot be made void.',
  },
  'addressee-dead': {
    zh: '按此案的证据，待遇领取人已死亡，或者是为其丧葬发的款，不能由其退款，也不能向其发文书；请先确定退款义务人（领取该款的人），确由本人领取的写明证据。与其同名的另一人退款的，请先用“确定退款义务人”填其本人的身份证号码',
    en: 'by the evidence of this case the beneficiary is dead, or the money was paid for their funeral: they are not the one who owes, and no paper is written to them; name first who drew the money, or what shows that they did themselves; a namesake who owes is named with their own number first',
    typed: 'case debtor',
  },
  ...BANK_REFUSALS,
  ...PAPER_REFUSALS,
  ...USER_REFUSALS,
  ...TIE_OUT_REFUSALS,
  ...RULE_REFUSALS,
  'reason-required': { zh: '请写明理由', en: 'a reason is required' },
  'unknown-batch': { zh: '没有批次 {batch}', en: 'there is no batch {batch}' },
  'batch-exists': { zh: '批次 {batch} 已登记', en: 'batch {batch} is registered already' },
  'list-without-people': {
    zh: '“{file}”里没有读到姓名和身份证号，不能登记为批次；请核对表头。',
    en: 'No name and number could be read in "{file}", so it cannot be registered; look at its header.',
  },
  'unknown-item': { zh: '批次 {batch} 没有第 {item} 条', en: 'batch {batch} has no item {item}' },
  'item-illegal-move': {
    zh: '第 {item} 条处于“{status}”，不能“{move}”',
    en: 'item {item} is {status_en}; "{move_en}" is not possible now',
  },
} as const;
