import { lastOf } from '../../../../../core/lists.ts';
import type { Timeline, TimelineEvent } from '../../../../../explanation/case-explanation.ts';
import { textWidth } from '../../../parts/text-width.ts';

export const LEFT = 92;
const TOP = 24;
const LANE = 22;
const AMOUNT = 18;
export const BAR = 36;
const AXIS = 22;

export interface PlacedEvent {
  event: TimelineEvent;
  text: string;
  x: number;
  y: number;
  /** Which side of its mark the words stand on. */
  side: 'left' | 'right';
}

export interface TimelineLayout {
  width: number;
  height: number;
  step: number;
  top: number;
  /** Where the names of the rows stand. */
  rows: { life: number; other: number; payments: number; axis: number };
  events: PlacedEvent[];
  /** The foot of the bars. */
  base: number;
  highest: number;
  xOf: (month: number) => number;
}

/** Puts months, bars and events where they go; words that would run into each other take a line of their own. */
export function layOut(
  timeline: Timeline,
  width: number,
  tell: (event: TimelineEvent) => string,
): TimelineLayout {
  const step = (width - LEFT - 4) / timeline.months.length;
  const places = new Map(timeline.months.map((month, place) => [month, place]));
  const xOf = (month: number) => LEFT + (places.get(month) ?? 0) * step;
  const deaths = timeline.events
    .filter(({ kind }) => kind === 'death')
    .map(({ month, on }) => xOf(month) + step * dayShare(on));
  const life = packed(timeline.events.filter(isLife), { width, xOf, step, tell, walls: deaths });
  const other = packed(
    timeline.events.filter((event) => !isLife(event)),
    { width, xOf, step, tell, walls: deaths },
  );
  const lifeTop = TOP;
  const otherTop = lifeTop + Math.max(1, life.lanes) * LANE;
  const bars = otherTop + Math.max(1, other.lanes) * LANE + AMOUNT;
  const base = bars + BAR;
  return {
    width,
    height: base + AXIS + 14,
    step,
    top: TOP,
    rows: { life: lifeTop + 15, other: otherTop + 15, payments: base - 12, axis: base + 17 },
    events: [
      ...life.placed.map((one) => ({ ...one, y: lifeTop + one.y * LANE + 11 })),
      ...other.placed.map((one) => ({ ...one, y: otherTop + one.y * LANE + 11 })),
    ],
    base,
    highest: Math.max(1, ...timeline.payments.map(({ amount_fen: fen }) => fen)),
    xOf,
  };
}

const isLife = ({ kind }: TimelineEvent): boolean => kind === 'life';

const MARK = 8;

/** Greedy: each event on the first line where it is in nobody's way; `y` is the number of the line. */
interface Room {
  width: number;
  step: number;
  xOf: (month: number) => number;
  tell: (event: TimelineEvent) => string;
  /** Lines that words should not run across. */
  walls: readonly number[];
}

function packed(
  events: readonly TimelineEvent[],
  { width, xOf, step, tell, walls }: Room,
): { placed: PlacedEvent[]; lanes: number } {
  const taken: [number, number][][] = [];
  const placed: PlacedEvent[] = [];
  for (const event of events) {
    const text = tell(event);
    const x = xOf(event.month) + step * dayShare(event.on);
    const length = textWidth(text) + MARK + 6;
    const isLeftFirst = event.kind === 'death' && x - length > LEFT;
    const sides = isLeftFirst ? (['left', 'right'] as const) : (['right', 'left'] as const);
    const spans = sides
      .map((side) => ({ side, span: side === 'right' ? [x - MARK, x + length] : [x - length, x + MARK] }))
      .filter(({ span: [from = 0, to = 0] }) => from >= LEFT - 6 && to <= width);
    const fallback = { side: 'left' as const, span: [x - length, x + MARK] };
    const clear = spans.filter(({ span: [from = 0, to = 0] }) =>
      walls.every((wall) => Math.abs(wall - x) < 1 || wall < from || wall > to),
    );
    const options = clear.length > 0 ? clear : spans.length > 0 ? spans : [fallback];
    let lane = 0;
    let chosen = options[0] ?? fallback;
    for (; ; lane += 1) {
      const busy = taken[lane] ?? [];
      const free = options.find(({ span: [from = 0, to = 0] }) =>
        busy.every(([one, other]) => to < one || from > other),
      );
      if (free === undefined) continue;
      chosen = free;
      taken[lane] = [...busy, [free.span[0] ?? 0, free.span[1] ?? 0]];
      break;
    }
    placed.push({ event, text, x, y: lane, side: chosen.side });
  }
  return { placed, lanes: taken.length };
}

/** How far into its month a day lies; without a day, the middle. */
function dayShare(on: string | null): number {
  return on === null ? 0.5 : Math.min(1, Number(on.slice(8, 10)) / 31);
}

/** Months that follow one another, as one stretch. */
export function stretches(
  months: readonly number[],
  all: readonly number[],
): { from: number; count: number }[] {
  const found: { from: number; count: number; last: number }[] = [];
  for (const month of months) {
    const place = all.indexOf(month);
    if (place === -1) continue;
    const run = lastOf(found);
    if (run !== undefined && run.last === place - 1) {
      run.count += 1;
      run.last = place;
    } else found.push({ from: month, count: 1, last: place });
  }
  return found;
}
