/** Why a difference is not explained or a sheet neither made nor signed; part of the texts of every refusal. */
export const TIE_OUT_REFUSALS = {
  'month-not-over': {
    zh: '{month} 还没有结束，月末之后才能制作对账表。',
    en: '{month} is not over yet; its sheet can be made after its last day.',
  },
  'sheet-not-prepared': {
    zh: '{month} 没有等待签字的对账表：还没有人制作，或者已经签了。请先制作，再由另一人签字。',
    en: 'No sheet of {month} waits for a signature: nobody has made one, or it is signed. Once one is made, somebody else signs it.',
  },
  'sheet-changed': {
    zh: '{month} 的数字在制表之后变了，请重新制作对账表。',
    en: 'The figures of {month} have changed since the sheet was made; make it again.',
  },
  'no-statement': {
    zh: '还没有收到 {month} 的对账资料，没有可制作的对账表。请把对账单放进收件箱，夜间核对之后再来。',
    en: 'No statement of {month} has arrived, so there is no sheet to make. Put the statements into the inbox and come back after the night.',
  },
  'no-such-difference': {
    zh: '没有这项对账差异：各方现在可能已经一致，或者写错了。请从当月的差异里重新选。',
    en: 'There is no such difference: the parties may agree now, or it is misspelt. Choose again from those of the month.',
  },
} as const;
