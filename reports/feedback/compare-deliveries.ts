import type { Defect, Delivery } from './defects.ts';

/** A defect with how many deliveries in a row it has come. */
export interface StandingDefect extends Defect {
  times: number;
}

/** One delivery beside the one before it: before = corrected + still wrong + left out. */
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
export function compareDeliveries(deliveries: readonly Delivery[]): SenderQuality[] {
  const senders = [...new Set(deliveries.map(({ source }) => source))];
  return senders.map((sender) => {
    const told: DeliveryQuality[] = [];
    let before: StandingDefect[] = [];
    for (const delivery of deliveries.filter(({ source }) => source === sender)) {
      const quality = compare(before, delivery);
      told.push(quality);
      before = quality.standing;
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

function compare(before: readonly StandingDefect[], delivery: Delivery): DeliveryQuality {
  const open = [...before];
  const standing: StandingDefect[] = [];
  const take = (isSame: (old: Defect, defect: Defect) => boolean, defects: readonly Defect[]): Defect[] =>
    defects.filter((defect) => {
      const at = open.findIndex((old) => isSame(old, defect));
      if (at < 0) return true;
      const [old] = open.splice(at, 1);
      standing.push({ ...defect, times: (old?.times ?? 0) + 1 });
      return false;
    });
  const unlike = take(
    (old, defect) => old.code === defect.code && old.name === defect.name && old.value === defect.value,
    delivery.defects,
  );
  // another wrong value for the same person is still wrong, not a correction and a new defect
  const fresh = take(
    (old, defect) => old.name !== '' && old.name === defect.name && kindOf(old) === kindOf(defect),
    unlike,
  );
  const still = standing.length;
  standing.push(...fresh.map((defect) => ({ ...defect, times: 1 })));
  const corrected = open.filter(({ name }) => delivery.names.has(name)).length;
  const { file, file_no, received_at, rows, defects } = delivery;
  return {
    file,
    file_no,
    received_at,
    rows,
    defects: defects.length,
    defect_ratio: rows === 0 ? 0 : defects.length / rows,
    corrected,
    still_wrong: still,
    left_out: open.length - corrected,
    new: fresh.length,
    standing,
  };
}

function kindOf({ code }: Defect): string {
  return code.split(':')[0] ?? code;
}
