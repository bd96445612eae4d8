import { ledgerPath } from '../../../../casework/office.ts';
import { lastFigureSeq } from '../../../../casework/reads/figure-seq.ts';
import { ruleCatalogue } from '../../../../explanation/rule-catalogue.ts';
import { currentBuild, explainDamagedBuild } from '../../../../storage/warehouse/builds.ts';
import type { Desk } from '../../desk.ts';
import { MartThread } from './mart-thread.ts';
import type { MartQuestion } from './mart-worker.ts';
import { refuseNoBuild } from './no-build.ts';
import type { WishedPeriod } from './period.ts';

/** How many periods are kept ready at a time. */
const KEPT = 3;
/** A request waits this long for newer figures before it takes the ones at hand. */
const PATIENCE_MS = 200;
/** Making figures may take no more than a quarter of the time, however often somebody writes. */
const REST_FACTOR = 3;

interface Kept {
  thread: MartThread;
  answers: Map<string, Promise<unknown>>;
}

interface Place {
  kept: Kept | null;
  making: Promise<Kept> | null;
  used_at: number;
  /** Before this moment nothing newer is made. */
  rests_until: number;
}

export interface KeptAnswer<Answer> {
  thread: MartThread;
  answer: Answer;
  /** Something has been written since, and newer figures are on their way. */
  is_updating: boolean;
}

/**
 * Keeps the marts of the periods that people look at. Figures at hand are answered at once; when the ledger or the published
 * build has gone on, newer ones are made beside them in another thread and take their place.
 */
export class MartKeeper {
  readonly #desk: Desk;
  readonly #places = new Map<string, Place>();
  #seq = 0;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Makes the figures of a period before anybody asks; without a published build there is nothing to make. */
  prepare(period: WishedPeriod): void {
    if (currentBuild(this.#desk.workspace.builds) !== null) this.#renew(period, this.#placeOf(period));
  }

  async ask<Answer>(period: WishedPeriod, question: MartQuestion): Promise<KeptAnswer<Answer>> {
    const place = this.#placeOf(period);
    place.used_at = performance.now();
    let is_updating = false;
    if (place.kept === null || !this.#isCurrent(place.kept)) {
      const newer = this.#renew(period, place);
      is_updating = place.kept !== null && (newer === null || !(await isDoneWithin(newer, PATIENCE_MS)));
      if (place.kept === null) await newer;
    }
    const { kept } = place;
    if (kept === null) throw new Error('no figures were made');
    const key = JSON.stringify(question);
    let answer = kept.answers.get(key) as Promise<Answer> | undefined;
    if (answer === undefined) {
      answer = kept.thread.ask<Answer>(question);
      kept.answers.set(key, answer);
      answer.catch(() => kept.answers.delete(key));
    }
    return { thread: kept.thread, answer: await answer, is_updating };
  }

  /** Lets every thread go. */
  async close(): Promise<void> {
    const places = [...this.#places.values()];
    this.#places.clear();
    await Promise.all(places.map(({ kept }) => kept?.thread.stop()));
  }

  #placeOf(period: WishedPeriod): Place {
    const key = JSON.stringify(period);
    let place = this.#places.get(key);
    if (place === undefined) {
      place = { kept: null, making: null, used_at: 0, rests_until: 0 };
      this.#places.set(key, place);
      this.#letGo();
    }
    return place;
  }

  #isCurrent({ thread }: Kept): boolean {
    const { ledger, workspace } = this.#desk;
    this.#seq = lastFigureSeq(ledger, this.#seq);
    return thread.state.ledger_seq === this.#seq && thread.state.build === currentBuild(workspace.builds);
  }

  /** Newer figures on their way; null while the last making is too recent. */
  #renew(period: WishedPeriod, place: Place): Promise<Kept> | null {
    if (place.making !== null) return place.making;
    if (place.kept !== null && performance.now() < place.rests_until) return null;
    const making = this.#make(period);
    place.making = making;
    making
      .then((made) => {
        void place.kept?.thread.stop();
        place.kept = made;
        place.rests_until = performance.now() + restAfter(made.thread.milliseconds);
      })
      .catch((error: unknown) => this.#desk.log.error({ error }, 'the figures of the overview'))
      .finally(() => {
        place.making = null;
      });
    return making;
  }

  async #make(period: WishedPeriod): Promise<Kept> {
    const { workspace, reader } = this.#desk;
    const build = currentBuild(workspace.builds) ?? refuseNoBuild();
    const rules = await ruleCatalogue(reader);
    const thread = await MartThread.start({
      ledger: ledgerPath(workspace.home),
      builds: workspace.builds,
      build,
      period,
      titles: new Map(rules.map(({ rule_id, title, english }) => [rule_id, { zh: title, en: english }])),
    }).catch((error: unknown) => {
      throw explainDamagedBuild(error, workspace.builds, build);
    });
    return { thread, answers: new Map() };
  }

  /** Periods that nobody has looked at for longest give way. */
  #letGo(): void {
    const idle = [...this.#places]
      .filter(([, place]) => place.kept !== null && place.making === null)
      .sort(([, one], [, other]) => one.used_at - other.used_at);
    for (const [key, place] of idle.slice(0, Math.max(0, this.#places.size - KEPT))) {
      this.#places.delete(key);
      void place.kept?.thread.stop();
    }
  }
}

const keepers = new WeakMap<Desk, MartKeeper>();

/** The one keeper of a workbench. */
export function keeperOf(desk: Desk): MartKeeper {
  const kept = keepers.get(desk) ?? new MartKeeper(desk);
  keepers.set(desk, kept);
  return kept;
}

/** What is made in a moment may be made again at once. */
function restAfter(milliseconds: number): number {
  return milliseconds < 2_000 ? 0 : milliseconds * REST_FACTOR;
}

async function isDoneWithin(promise: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
