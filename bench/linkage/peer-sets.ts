import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { quoteText, Warehouse } from '../../storage/warehouse/database.ts';
import { printTable } from './figures.ts';
import { type PeerSet, scorePeerSet } from './peer-engine.ts';

const TEXT = (field: string): readonly string[] => [
  `l.${field} = r.${field}`,
  `jaro_winkler_similarity(l.${field}, r.${field}) >= 0.92`,
  `jaro_winkler_similarity(l.${field}, r.${field}) >= 0.8`,
];
const DIGITS = (field: string): readonly string[] => [
  `l.${field} = r.${field}`,
  `levenshtein(l.${field}, r.${field}) <= 1`,
  `levenshtein(l.${field}, r.${field}) <= 2`,
];

/** The public sets, with the blocking rules of their own published examples or wider ones. */
function peerSets(folder: string): PeerSet[] {
  const csv = (file: string) =>
    `read_csv(${quoteText(join(folder, file))}, all_varchar = true, header = true)`;
  return [
    {
      name: 'febrl4',
      target: 'F1 at p >= 0.95: 0.997',
      left: `select rec_id as id, regexp_extract(rec_id, 'rec-(\\d+)', 1) as cluster, ${febrlColumns()} from ${csv('dataset4a.csv')}`,
      right: `select rec_id as id, regexp_extract(rec_id, 'rec-(\\d+)', 1) as cluster, ${febrlColumns()} from ${csv('dataset4b.csv')}`,
      fields: [
        { name: 'given_name', levels: TEXT('given_name'), hasFrequency: true },
        { name: 'surname', levels: TEXT('surname'), hasFrequency: true },
        { name: 'date_of_birth', levels: DIGITS('date_of_birth'), hasFrequency: false },
        { name: 'soc_sec_id', levels: DIGITS('soc_sec_id'), hasFrequency: false },
        { name: 'street_number', levels: DIGITS('street_number').slice(0, 2), hasFrequency: true },
        { name: 'postcode', levels: DIGITS('postcode').slice(0, 2), hasFrequency: true },
        { name: 'address_1', levels: TEXT('address_1'), hasFrequency: true },
      ],
      blocks: [
        { on: ['soc_sec_id'], leaveOut: ['soc_sec_id'] },
        { on: ['given_name', 'surname'], leaveOut: ['given_name', 'surname'] },
        { on: ['surname', 'date_of_birth'], leaveOut: ['surname', 'date_of_birth'] },
        { on: ['given_name', 'date_of_birth'], leaveOut: ['given_name', 'date_of_birth'] },
        { on: ['postcode', 'date_of_birth'], leaveOut: ['postcode', 'date_of_birth'] },
        { on: ['postcode', 'surname'], leaveOut: ['postcode', 'surname'] },
        { on: ['postcode', 'given_name'], leaveOut: ['postcode', 'given_name'] },
        { on: ['address_1', 'street_number'], leaveOut: ['address_1', 'street_number'] },
      ],
    },
    {
      name: 'historical_50k',
      target: 'best F1: 0.75',
      left: `select unique_id as id, * exclude (unique_id), substr(first_name, 1, 3) as first_3, substr(surname, 1, 4) as surname_4,
             substr(postcode_fake, 1, 3) as area, substr(first_name, 1, 2) || substr(surname, 1, 2) || substr(dob, 1, 4) as initials_year,
             substr(dob, 1, 4) as birth_year
             from ${quoteText(join(folder, 'historical_figures_with_errors_50k.parquet'))}`,
      fields: [
        { name: 'first_name', levels: TEXT('first_name'), hasFrequency: true },
        { name: 'surname', levels: TEXT('surname'), hasFrequency: true },
        {
          name: 'dob',
          levels: [...DIGITS('dob').slice(0, 2), 'substr(l.dob, 1, 4) = substr(r.dob, 1, 4)'],
          hasFrequency: true,
        },
        {
          name: 'postcode_fake',
          levels: ['l.postcode_fake = r.postcode_fake', 'l.area = r.area'],
          hasFrequency: true,
        },
        { name: 'birth_place', levels: ['l.birth_place = r.birth_place'], hasFrequency: true },
        { name: 'occupation', levels: ['l.occupation = r.occupation'], hasFrequency: true },
      ],
      blocks: [
        { on: ['first_3', 'surname_4'], leaveOut: ['first_name', 'surname'] },
        { on: ['surname', 'dob'], leaveOut: ['surname', 'dob'] },
        { on: ['first_name', 'dob'], leaveOut: ['first_name', 'dob'] },
        { on: ['postcode_fake', 'first_name'], leaveOut: ['postcode_fake', 'first_name'] },
        { on: ['postcode_fake', 'surname'], leaveOut: ['postcode_fake', 'surname'] },
        { on: ['dob', 'birth_place'], leaveOut: ['dob', 'birth_place'] },
        { on: ['area', 'dob'], leaveOut: ['postcode_fake', 'dob'] },
        { on: ['area', 'first_name'], leaveOut: ['postcode_fake', 'first_name'] },
        { on: ['area', 'surname'], leaveOut: ['postcode_fake', 'surname'] },
        { on: ['initials_year'], leaveOut: ['first_name', 'surname', 'dob'] },
        { on: ['dob', 'occupation'], leaveOut: ['dob', 'occupation'] },
      ],
    },
    {
      name: 'fake_1000',
      target: 'best F1: 0.85',
      left: `select unique_id as id, * exclude (unique_id) from ${csv('fake_1000.csv')}`,
      fields: [
        { name: 'first_name', levels: TEXT('first_name'), hasFrequency: true },
        { name: 'surname', levels: TEXT('surname'), hasFrequency: true },
        { name: 'dob', levels: DIGITS('dob'), hasFrequency: false },
        { name: 'city', levels: TEXT('city').slice(0, 2), hasFrequency: true },
        {
          name: 'email',
          levels: [
            'l.email = r.email',
            "split_part(l.email, '@', 1) = split_part(r.email, '@', 1)",
            'jaro_winkler_similarity(l.email, r.email) >= 0.92',
          ],
          hasFrequency: false,
        },
      ],
      blocks: [
        { on: ['dob'], leaveOut: ['dob'] },
        { on: ['email'], leaveOut: ['email'] },
        { on: ['first_name', 'surname'], leaveOut: ['first_name', 'surname'] },
        { on: ['first_name', 'city'], leaveOut: ['first_name', 'city'] },
        { on: ['surname', 'city'], leaveOut: ['surname', 'city'] },
        { on: ['surname'], leaveOut: ['surname'] },
        { on: ['first_name'], leaveOut: ['first_name'] },
      ],
    },
  ];
}

function febrlColumns(): string {
  return [
    'given_name',
    'surname',
    'street_number',
    'address_1',
    'suburb',
    'postcode',
    'date_of_birth',
    'soc_sec_id',
  ]
    .map((column) => `nullif(trim(${column}), '') as ${column}`)
    .join(', ');
}

/** Runs the estimation on public sets in Latin script, as a regression against published linkage software. */
export async function scorePeerSets(folder: string): Promise<void> {
  if (!existsSync(folder)) {
    console.log(`public sets: skipped, ${folder} is not here`);
    return;
  }
  const rows = [
    ['set', 'pairs', 'blocked R', 'P at 0.95', 'R at 0.95', 'F1 at 0.95', 'best F1', 'to reach', 'seconds'],
  ];
  for (const set of peerSets(folder)) {
    const started = performance.now();
    const warehouse = await Warehouse.open(':memory:');
    try {
      const score = await scorePeerSet(warehouse, set);
      rows.push([
        set.name,
        String(score.pairCount),
        score.blockedRecall.toFixed(4),
        score.precision.toFixed(4),
        score.recall.toFixed(4),
        score.f1.toFixed(4),
        score.bestF1.toFixed(4),
        set.target,
        ((performance.now() - started) / 1000).toFixed(1),
      ]);
    } finally {
      warehouse.close();
    }
  }
  printTable('Public sets', rows);
}
