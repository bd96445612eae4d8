import { ENROLMENT_LISTS, type EnrolmentFigure, type EnrolmentList } from '../../core/words/enrolment.ts';
import type { Warehouse } from '../../storage/warehouse/database.ts';
import { dayOf } from '../../storage/warehouse/day-of.ts';
import { martQueries, withMarts } from '../marts/build-marts.ts';
import { emptyRows } from '../marts/tables.ts';

/** How many of a township stand where; `is_whole` says whether its list of the insured has come at all. */
export interface EnrolmentOfTownship extends Record<EnrolmentFigure, number> {
  township: string;
  is_whole: boolean;
  should_be: number;
  covered: number;
}

/** One way of a certification window, with the people due and of this way. */
export interface CertificationWay {
  year: number;
  half: number;
  way: string;
  title: string;
  is_certified: boolean;
  people: number;
  due_people: number;
}

export interface Coverage {
  as_of: string;
  /** Lists without which there are no townships. */
  lacks: EnrolmentList[];
  townships: EnrolmentOfTownship[];
  certification: CertificationWay[];
}

/** Whom a figure counts. */
export type CoverageFigure =
  | { of: 'enrolment'; township: string | null; figure: EnrolmentFigure }
  | { of: 'certification'; year: number; half: number; way: string };

export interface CoveredPerson {
  name: string | null;
  resident_id: string | null;
  township: string | null;
}

/** Figures are of the year up to the night's day: two windows. */
function ofTheYear(build: string, names: readonly string[]) {
  return {
    build,
    queries: martQueries(new Set(names)),
    fill: (warehouse: Warehouse) =>
      warehouse.run(`
        insert into ledger.period
        select 'this', '', strftime(as_of - interval 1 year + interval 1 day, '%Y-%m-%d'), strftime(as_of, '%Y-%m-%d'),
            (year(as_of - interval 1 year) * 100 + month(as_of - interval 1 year))::integer,
            (year(as_of) * 100 + month(as_of))::integer
        from build.parameter.run`),
  };
}

const MARTS = ['enrolment_person', 'enrolment', 'certified_person', 'certification'];

/** Enrolment by township against the register, and the certification windows of the last year. */
export function readCovered(build: string): Promise<Coverage> {
  return withMarts(emptyRows(), ofTheYear(build, MARTS), async (marts) => ({
    as_of: (await dayOf(marts, 'build')) ?? '',
    lacks: await lackingLists(marts),
    townships: await marts.rows<EnrolmentOfTownship>('select * from mart.enrolment order by township'),
    certification: await marts.rows<CertificationWay>(
      'select * exclude (window_month, place) from mart.certification order by year, half, place',
    ),
  }));
}

async function lackingLists(marts: Warehouse): Promise<EnrolmentList[]> {
  const rows = await marts.rows<{ source: string }>('select source from build.canonical.source_coverage');
  const arrived = new Set(rows.map(({ source }) => source));
  return ENROLMENT_LISTS.filter((list) => !arrived.has(list));
}

const WHERE: Readonly<Record<EnrolmentFigure, string>> = {
  registered: 'true',
  insured: "standing in ('insured', 'known')",
  drawing: "standing = 'drawing'",
  other_scheme: "standing = 'other-scheme'",
  excluded: "standing = 'excluded'",
  gone: "standing in ('dead', 'changed', 'left')",
  held: "standing = 'held'",
  nowhere: "standing = 'nowhere'",
};

const PEOPLE_SHOWN = 100;

/** The people whom one figure counts; as many as are read at once, and how many there are. */
export function listCovered(
  build: string,
  asked: CoverageFigure,
  offset: number,
): Promise<{ total: number; people: CoveredPerson[] }> {
  const mart = asked.of === 'enrolment' ? 'enrolment_person' : 'certified_person';
  return withMarts(emptyRows(), ofTheYear(build, [mart]), async (marts) => {
    const [people, values] =
      asked.of === 'enrolment'
        ? ([
            `mart.enrolment_person where ${WHERE[asked.figure]} and ($township is null or township = $township)`,
            { township: asked.township },
          ] as const)
        : ([
            'mart.certified_person where year = $year and half = $half and way = $way',
            { year: asked.year, half: asked.half, way: asked.way },
          ] as const);
    const total = await marts.first<{ n: number }>(`select count(*)::integer as n from ${people}`, values);
    const rows = await marts.rows<CoveredPerson>(
      `select name, resident_id, township from ${people}
       order by township, person_id limit ${PEOPLE_SHOWN} offset ${Math.max(0, Math.trunc(offset))}`,
      values,
    );
    return { total: total?.n ?? 0, people: rows };
  });
}
