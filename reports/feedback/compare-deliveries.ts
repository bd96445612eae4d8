import type { Defect, FileDefects } from './defects.ts';

/** A defect with how many deliveries it has come in, one after the other as far as they can be compared. */
export interface StandingDefect extends Defect {
  times: number;
}

/** One delivery beside those before it that tell of the same people: before = corrected + still wrong + left out. */
export interface DeliveryQuality {
  file: string;
  file_no: number;
  received_at: string;
  rows: number;
  defects: number;
  defect_ratio: number;
  corrected: number;
  still_wrong: number;
  left_out: number;
  new: number;
  standing: StandingDefect[];
}

export interface SenderQuality {
  sender: string;
  deliveries: DeliveryQuality[];
  rows: number;
  defects: number;
  /** Defects that came although they had come before. */
  repeats: number;
  most_times: number;
}

/** What each sender's deliveries were worth, over time. */
export function compareDeliveries(deliveries: readonly FileDefects[]): SenderQuality[] {
  const senders = [...new Set(deliveries.map(({ source }) => source))];
  return senders.map((sender) => {
    const told: DeliveryQuality[] = [];
    let open: readonly Open[] = [];
    for (const delivery of deliveries.filter(({ source }) => source === sender)) {
      const compared = compare(open, delivery);
      told.push(compared.quality);
      open = compared.open;
    }
    const sum = (pick: (one: DeliveryQuality) => number): number =>
      told.reduce((total, one) => total + pick(one), 0);
    return {
      sender,
      deliveries: told,
      rows: sum(({ rows }) => rows),
      defects: sum(({ defects }) => defects),
      repeats: sum(({ still_wrong }) => still_wrong),
      most_times: Math.max(0, ...told.flatMap(({ standing }) => standing.map(({ times }) => times))),
    };
  });
}

/** A defect that nobody has put right yet, with the people of the delivery in which it last came. */
interface Open {
  defect: StandingDefect;
  among: ReadonlySet<string>;
}

/**
 * A delivery answers for the defects of an earlier one as far as it tells of the same people: the list of another township
 * says nothing of them, and they stay open until one comes that does.
 */
function compare(
  before: readonly Open[],
  delivery: FileDefects,
): { quality: DeliveryQuality; open: readonly Open[] } {
  const answers = answersFor(delivery.names);
  const [asked, untouched] = [before.filter((one) => answers(one)), before.filter((one) => !answers(one))];
  const { standing, fresh, gone } = match(
    asked.map(({ defect }) => defect),
    delivery.defects,
  );
  const corrected = gone.filter(({ name }) => delivery.names.has(name)).length;
  const { file, file_no, received_at, rows, defects, names } = delivery;
  const now = [...standing, ...fresh];
  return {
    quality: {
      ...{ file, file_no, received_at, rows },
      defects: defects.length,
      defect_ratio: rows === 0 ? 0 : defects.length / rows,
      corrected,
      still_wrong: standing.length,
      left_out: gone.length - corrected,
      new: fresh.length,
      standing: now,
    },
    open: [...untouched, ...now.map((defect) => ({ defect, among: names }))],
  };
}

/** At least so much of the people of a list in another shows that it is about the same ones. */
const HALF = 2;

/**
 * A list that repeats half of an earlier one's people takes its place and answers for all of them; one that is itself mostly
 * made of them, a part of it, answers for those it names. Without names every list of a sender is taken for the same.
 */
function answersFor(names: ReadonlySet<string>): (open: Open) => boolean {
  const shared = new Map<ReadonlySet<string>, number>();
  return ({ among, defect }) => {
    const common = shared.get(among) ?? [...among].filter((name) => names.has(name)).length;
    shared.set(among, common);
    if (among.size === 0 || names.size === 0 || common * HALF >= among.size) return true;
    return common * HALF >= names.size && names.has(defect.name);
  };
}

/** Which defects of before have come again, which are new, and which have not come. */
function match(
  before: readonly StandingDefect[],
  defects: readonly Defect[],
): { standing: StandingDefect[]; fresh: StandingDefect[]; gone: StandingDefect[] } {
  const gone = [...before];
  const standing: StandingDefect[] = [];
  const take = (isSame: (old: Defect, defect: Defect) => boolean, found: readonly Defect[]): Defect[] =>
    found.filter((defect) => {
      const at = gone.findIndex((old) => isSame(old, defect));
      if (at < 0) return true;
      const [old] = gone.splice(at, 1);
      standing.push({ ...defect, times: (old?.times ?? 0) + 1 });
      return false;
    });
  const unlike = take(
    (old, defect) => old.code === defect.code && old.name === defect.name && old.value === defect.value,
    defects,
  );
  // another wrong value for the same person is still wrong, not a correction and a new defect
  const fresh = take(
    (old, defect) => old.name !== '' && old.name === defect.name && kindOf(old) === kindOf(defect),
    unlike,
  );
  return { standing, fresh: fresh.map((defect) => ({ ...defect, times: 1 })), gone };
}

function kindOf({ code }: Defect): string {
  return code.split(':')[0] ?? code;
}
