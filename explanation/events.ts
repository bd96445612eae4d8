import type { EventKind, TimelineEvent } from './case-explanation.ts';
import { type DeathRecord, isAbout, type Matter, type OtherRecord } from './matter.ts';
import {
  type Bilingual,
  CHANGE_WORDS,
  CHANNEL_WORDS,
  DEATH_SOURCE_WORDS,
  PENALTY_WORDS,
  say,
} from './say.ts';

/** What happened to the person, month by month, each said once though several offices report it. */
export function listEvents(matter: Matter): TimelineEvent[] {
  const events = [
    ...deathEvents(matter),
    ...lifeEvents(matter),
    ...sentenceEvents(matter),
    ...matter.others.map((other) => otherEvent(matter, other)),
    ...stopEvents(matter),
  ];
  const seen = new Set<string>();
  return events
    .filter((event) => {
      const key = `${event.code}/${event.on ?? event.month}/${event.label}/${event.amount_fen ?? ''}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .sort((one, other) => one.month - other.month || ((one.on ?? '') < (other.on ?? '') ? -1 : 1));
}

function eventOf(
  matter: Matter,
  event: {
    kind: EventKind;
    code: string;
    on: string | null;
    month: number;
    words: Bilingual;
    record: number | null;
    amount_fen?: number | null;
    is_contrary?: boolean;
  },
): TimelineEvent {
  const { words, record, amount_fen = null, is_contrary = false, ...rest } = event;
  const { language, sheets } = matter;
  return {
    ...rest,
    label: say(language, words),
    amount_fen,
    place: record === null ? null : sheets.place(record, language),
    is_contrary,
  };
}

function deathEvents(matter: Matter): TimelineEvent[] {
  const adopted = matter.deaths.find(({ is_adopted }) => is_adopted);
  // offices that name the adopted day say nothing new; each stands among the sources' dates
  const isRepeated = (death: DeathRecord): boolean =>
    death !== adopted &&
    !death.is_upper_bound &&
    death.died_on !== null &&
    death.died_on === adopted?.died_on;
  return matter.deaths
    .filter((death) => !death.is_revoked && !isRepeated(death))
    .map((death) => {
      const [zh, en] = DEATH_SOURCE_WORDS[death.source_kind] ?? [death.source_kind, death.source_kind];
      const words: Bilingual = death.is_upper_bound
        ? [zh, en]
        : [`死亡（${zh}）`, `Death (${en.toLowerCase()})`];
      return eventOf(matter, {
        kind: death.is_adopted ? 'death' : 'other',
        code: death.is_upper_bound ? death.source_kind : 'death',
        on: death.died_on,
        month: death.died_month,
        words,
        record: death.record_id,
      });
    });
}

/** Life after a death, or somebody seen at home who should be in prison, speaks against the finding. */
function lifeEvents(matter: Matter): TimelineEvent[] {
  return matter.certifications.map((certification) => {
    const [zh, en] = CHANNEL_WORDS[certification.channel] ?? CHANNEL_WORDS.other ?? ['认证', 'certified'];
    return eventOf(matter, {
      kind: 'life',
      code: certification.channel,
      on: certification.certified_on,
      month: certification.certified_month,
      words: [zh, en],
      record: certification.record_id,
      is_contrary: isAfterDeath(matter, certification) || isSeenWhileServing(matter, certification),
    });
  });
}

type Dated = { certified_on: string | null; certified_month: number };

function isAfterDeath(matter: Matter, { certified_on: on, certified_month: month }: Dated): boolean {
  const death = matter.deaths.find(({ is_adopted }) => is_adopted);
  if (!death || !matter.findings.some((finding) => isAbout(matter, finding, 'death'))) return false;
  return isLater(on, month, death.died_on, death.died_month);
}

function isSeenWhileServing(matter: Matter, seen: Dated & { is_in_person: boolean }): boolean {
  if (!seen.is_in_person || !matter.findings.some((finding) => isAbout(matter, finding, 'imprisonment')))
    return false;
  return matter.sentences.some((sentence) => {
    if (!sentence.is_served || sentence.starts_month === null) return false;
    if (sentence.released_month !== null && seen.certified_month >= sentence.released_month) {
      if (sentence.released_month !== sentence.ends_month) return false;
    }
    return (
      isLater(seen.certified_on, seen.certified_month, sentence.starts_on, sentence.starts_month) &&
      isLater(sentence.ends_on, sentence.ends_month ?? OPEN_END, seen.certified_on, seen.certified_month)
    );
  });
}

const OPEN_END = 209912;

/** By the day where both are known, else by the month. */
function isLater(on: string | null, month: number, thanOn: string | null, thanMonth: number): boolean {
  return on !== null && thanOn !== null ? on > thanOn : month > thanMonth;
}

function sentenceEvents(matter: Matter): TimelineEvent[] {
  return matter.sentences.flatMap((sentence) => {
    const [zh, en] = PENALTY_WORDS[sentence.penalty] ?? ['判决', 'Sentence'];
    const record = sentence.record_id;
    const events: TimelineEvent[] = [];
    if (sentence.starts_month !== null) {
      events.push(
        eventOf(matter, {
          kind: 'other',
          code: 'sentence-start',
          on: sentence.starts_on,
          month: sentence.starts_month,
          words: [`${zh}开始`, `Sentence begins (${en})`],
          record,
        }),
      );
    }
    if (sentence.ends_month !== null) {
      events.push(
        eventOf(matter, {
          kind: 'other',
          code: 'sentence-end',
          on: sentence.ends_on,
          month: sentence.ends_month,
          words: ['刑期届满', 'Sentence ends'],
          record,
        }),
      );
    }
    if (sentence.released_month !== null && sentence.released_month !== sentence.ends_month) {
      events.push(
        eventOf(matter, {
          kind: 'other',
          code: 'release',
          on: null,
          month: sentence.released_month,
          words: ['释放', 'Released'],
          record,
        }),
      );
    }
    return events;
  });
}

const OTHER_WORDS: Readonly<Record<Exclude<OtherRecord['kind'], 'registration'>, Bilingual>> = {
  grant: ['丧葬补助金', 'Funeral grant'],
  employee: ['起领职工养老金', 'Employee pension begins'],
  'land-loss': ['被征地补助', 'Land-loss subsidy'],
  'on-behalf': ['财政代缴', 'Contribution paid on behalf'],
};

function otherEvent(matter: Matter, other: OtherRecord): TimelineEvent {
  const isReturned = other.kind === 'grant' && other.code === 'returned';
  const [zh, en] =
    other.kind === 'registration'
      ? (CHANGE_WORDS[other.code] ?? ['户籍变动', 'Registration changed'])
      : OTHER_WORDS[other.kind];
  return eventOf(matter, {
    kind: other.kind === 'grant' ? 'grant' : 'other',
    code: other.kind === 'registration' ? other.code : other.kind,
    on: other.on,
    month: other.month,
    words: isReturned ? [`${zh}（未付出）`, `${en} (not paid out)`] : [zh, en],
    record: other.record_id,
    amount_fen: other.amount_fen,
  });
}

function stopEvents(matter: Matter): TimelineEvent[] {
  const suspended = matter.payments.find(({ state }) => state === 'suspended');
  if (!suspended) return [];
  return [
    eventOf(matter, {
      kind: 'stop',
      code: 'suspended',
      on: null,
      month: suspended.month,
      words: ['暂停发放', 'Payment suspended'],
      record: suspended.row_id,
    }),
  ];
}
