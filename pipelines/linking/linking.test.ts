import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drawWaterfall, type LinkPair } from '../../explanation/link/waterfall.ts';
import { Warehouse } from '../../storage/warehouse/database.ts';
import { type Cells, linkLists, withCheckDigit } from '../../tests/support/test-lists.ts';

let warehouse: Warehouse;
beforeEach(async () => {
  warehouse = await Warehouse.open(':memory:');
});
afterEach(() => warehouse.close());

function link(left: Cells[], right: Cells[], register?: Cells[]): Promise<LinkPair[]> {
  return linkLists(warehouse, left, right, register);
}

const WANG = {
  name: '王秀英',
  id_raw: withCheckDigit('53252619480312072'),
  township: '西三镇',
  village: '花口村委会',
};

describe('one person on two lists', () => {
  it.each<[string, Cells, string, string]>([
    ['by the same number', { name: '王秀英', id_raw: WANG.id_raw }, 'confirmed', 'D1'],
    [
      'by the same number in full-width characters',
      {
        name: '王 秀英',
        id_raw: '５３２５２６１９４８０３１２０７２８'.slice(0, 17) + WANG.id_raw.slice(17),
      },
      'confirmed',
      'D1',
    ],
    ['by the number of fifteen digits', { name: '王秀英', id_raw: '532526480312072' }, 'confirmed', 'D1'],
    [
      'by one digit typed wrong',
      { name: '王秀英', id_raw: WANG.id_raw.replace('0312', '0812') },
      'confirmed',
      'D2',
    ],
    [
      'by two digits transposed',
      { name: '王秀英', id_raw: WANG.id_raw.replace('48', '84') },
      'confirmed',
      'D2',
    ],
    ['by one digit lost', { name: '王秀英', id_raw: WANG.id_raw.replace('0312', '312') }, 'confirmed', 'D2'],
    [
      'by what a spreadsheet left of the number',
      { name: '王秀英', id_raw: `${WANG.id_raw.slice(0, 15)}000` },
      'confirmed',
      'D3',
    ],
    [
      'by one digit wrong and a name that sounds the same',
      {
        name: '王秀应',
        id_raw: WANG.id_raw.replace('0720', '0120').replace('072', '012'),
        birth_raw: '1948-03-12',
      },
      'probable',
      'D2p',
    ],
    [
      'by the old code of the same county',
      { name: '王秀英', id_raw: withCheckDigit('53250419480312072') },
      'confirmed',
      'D4',
    ],
    [
      'by what a mask shows',
      {
        name: '王秀英',
        id_raw: `${WANG.id_raw.slice(0, 10)}****${WANG.id_raw.slice(14)}`,
        township: '西三镇',
      },
      'probable',
      'D6',
    ],
    ['as 王氏 under the same number', { name: '王氏', id_raw: WANG.id_raw }, 'probable', 'D1b'],
    [
      'by name, birth and village without a number',
      { name: '王秀英', birth_raw: '1948.3.12', address: '弥勒市西三镇花口村3组' },
      'probable',
      'D8',
    ],
    [
      'by name and lunar birthday in the same village',
      { name: '王秀英', birth_raw: '1948-02-02', address: '西三镇花口村委会5组' },
      'possible',
      'D8l',
    ],
    [
      'by a name that sounds the same, birth and village',
      { name: '王秀应', birth_raw: '19480312', address: '西三乡花口' },
      'possible',
      'D8n',
    ],
    [
      'by name, village and year',
      { name: '王秀英', birth_raw: '1948', address: '西三镇花口' },
      'possible',
      'D8y',
    ],
  ])('is linked %s', async (_how, right, strength, basis) => {
    const [pair] = await link([WANG], [right]);
    expect(pair).toMatchObject({ strength, basis });
  });

  it('is linked by the bank account where the number is missing', async () => {
    const account = '6210178039747242895';
    const [pair] = await link(
      [{ ...WANG, account }],
      [{ name: '王秀英', account: '6210 1780 3974 7242 895' }],
    );
    expect(pair).toMatchObject({ strength: 'probable', basis: 'D8c' });
  });

  it('is linked across two numbers that the register joins', async () => {
    const other = withCheckDigit('53252619480312033');
    const pairs = await link([WANG], [{ name: '王秀英', id_raw: other }], [{ ...WANG, former_id: other }]);
    expect(pairs).toMatchObject([{ strength: 'confirmed', basis: 'D5' }]);
  });

  it('is told in a sentence that names the digit', async () => {
    const [pair] = await link(
      [WANG],
      [{ name: '王秀英', id_raw: WANG.id_raw.replace('0312', '0812'), address: '西三镇花口' }],
    );
    expect(pair?.reason).toBe('身份证号相差一处（第12位 3→8）；姓名相同；出生日期有一项不同；同村');
    expect(pair).toMatchObject({ damaged_side: 'right', proposed_id: WANG.id_raw });
  });
});

describe('two people', () => {
  const namesake = {
    name: '王秀英',
    id_raw: withCheckDigit('53252619480312058'),
    township: '西三镇',
    village: '大麦地村',
  };

  it('of one name and birth whom the register knows apart are not linked', async () => {
    expect(await link([WANG], [namesake], [WANG, namesake])).toEqual([]);
  });

  it('of one name and birth are only a possible link where no register can tell', async () => {
    expect(await link([WANG], [namesake])).toMatchObject([{ strength: 'possible', basis: 'D5p' }]);
  });

  it('are told apart by the village when one has no number', async () => {
    const noNumber = { name: '王秀英', birth_raw: '1948-03-12', address: '西三镇大麦地村4组' };
    expect(await link([WANG], [noNumber], [WANG, namesake])).toEqual([]);
    expect(await link([namesake], [noNumber], [WANG, namesake])).toMatchObject([{ strength: 'probable' }]);
  });

  it('under one number are a conflict of numbers, not a link', async () => {
    expect(await link([WANG], [{ name: '李建国', id_raw: WANG.id_raw, sex: '男' }])).toMatchObject([
      { strength: 'id_conflict', basis: 'D1c' },
    ]);
  });

  it('whose numbers a spreadsheet cut to the same fifteen digits are not linked', async () => {
    expect(await link([WANG], [{ name: '刘云仙', id_raw: `${WANG.id_raw.slice(0, 15)}000` }])).toEqual([]);
  });

  it('born together with neighbouring numbers are not linked', async () => {
    const twin = {
      name: '王秀珍',
      id_raw: withCheckDigit('53252619480312074'),
      township: '西三镇',
      village: '花口村委会',
    };
    expect(await link([WANG], [twin], [WANG, twin])).toEqual([]);
    expect(await link([WANG], [twin])).toEqual([]);
  });

  it('of one household, one using the number of the other, are a possible link', async () => {
    const spouse = { name: '赵明', id_raw: withCheckDigit('53252619450501011'), household_no: 'H1' };
    const borrowed = { name: '王秀英', id_raw: spouse.id_raw, birth_raw: '1948-03-12' };
    expect(await link([WANG], [borrowed], [{ ...WANG, household_no: 'H1' }, spouse])).toMatchObject([
      { strength: 'possible', basis: 'D7' },
    ]);
  });
});

describe('a link', () => {
  it('has bars that add up to its weight', async () => {
    const left = [
      WANG,
      { name: '赵月兰', id_raw: withCheckDigit('53252619470709352'), sex: '女', township: '虹溪镇' },
    ];
    const pairs = await link(left, [
      { name: '王秀英', id_raw: WANG.id_raw, address: '西三镇花口' },
      { name: '王秀应', birth_raw: '1948-03-12', sex: '女', township: '西三乡' },
      { name: '赵月兰', birth_raw: '1947-07-09', township: '虹溪镇' },
    ]);
    expect(pairs.length).toBeGreaterThanOrEqual(3);
    for (const pair of pairs) expect(drawWaterfall(pair).total).toBe(Number(pair.weight));
  });

  it('is worth more for a rare name than for a common one', async () => {
    const left = [
      ...Array.from({ length: 60 }, (_, index) => ({
        name: '李秀英',
        id_raw: withCheckDigit(`5325261940010${String(1000 + index)}`),
      })),
      { name: '昂月娥', id_raw: withCheckDigit('53252619510203004'), township: '西三镇' },
    ];
    const pairs = await link(left, [
      { name: '李秀英', id_raw: left[0]?.id_raw ?? '' },
      { name: '昂月娥', id_raw: left[60]?.id_raw ?? '' },
    ]);
    const common = pairs.find((pair) => pair.right_row === 1);
    const rare = pairs.find((pair) => pair.right_row === 2);
    expect(Number(rare?.weight)).toBeGreaterThan(Number(common?.weight));
  });

  it('does not depend on the order of the rows', async () => {
    const rows: Cells[] = [
      WANG,
      { name: '赵月兰', id_raw: withCheckDigit('53252619470709352') },
      { name: '王秀应', birth_raw: '1948-03-12', township: '西三镇' },
    ];
    const strengths = async (left: Cells[], right: Cells[]) =>
      (await link(left, right))
        .map((pair) => `${left[pair.left_row - 1]?.name}${right[pair.right_row - 1]?.name}${pair.strength}`)
        .sort();
    expect(await strengths(rows, rows)).toEqual(await strengths(rows.toReversed(), rows.toReversed()));
  });
});

describe('evidence around a link', () => {
  it('of life after the death date is said and does not undo the link', async () => {
    const [pair] = await link(
      [{ ...WANG, alive_on: '2025-05-16' }],
      [{ name: '王秀英', id_raw: WANG.id_raw, died_on: '2024年10月24日' }],
    );
    expect(pair).toMatchObject({ strength: 'confirmed', contradictions: 'alive-after-death' });
    expect(pair?.reason).toContain('死亡日期之后仍有在世证明');
  });

  it('lets the only bearer of a name in the register be found by township alone', async () => {
    const others = Array.from({ length: 30 }, (_, index) => ({
      name: `李${'国明学光家发荣朝德祥忠贵福兴春树建志金永成有保开绍廷从存丽红'[index]}`,
      id_raw: withCheckDigit(`5325261950010${String(1000 + index)}`),
      township: '虹溪镇',
    }));
    const list = [WANG, ...others];
    expect(await link(list, [{ name: '王秀英', township: '西三镇' }], list)).toMatchObject([
      { left_row: 1, strength: 'possible', basis: 'D8u' },
    ]);
  });

  it('joins townships under which the same people stand in two files', async () => {
    const people = Array.from({ length: 40 }, (_, index) => ({
      name: `李${'国明学光家发荣朝德祥忠贵福兴春树建志金永成有保开绍廷从存丽红素惠珠朋文正云平芳会'[index]}`,
      id_raw: withCheckDigit(`5325261950010${String(1000 + index)}`),
    }));
    const left = [
      ...people.map((person) => ({ ...person, township: '弥阳镇' })),
      { ...WANG, township: '弥阳镇' },
    ];
    const register = [
      ...people.map((person) => ({ ...person, township: '福城街道' })),
      { ...WANG, township: '福城街道' },
    ];
    const [pair] = await link(
      left,
      [{ name: '王秀英', birth_raw: '1948-03-12', township: '福城街道' }],
      register,
    );
    expect(pair).toMatchObject({ strength: 'probable', basis: 'D8', place_level: 1 });
  });

  it('is not needed beside a confirmed link: the weaker link to a namesake is left out', async () => {
    const namesake = { name: '王秀英', birth_raw: '1948-03-12', township: '西三镇', village: '花口村委会' };
    const pairs = await link([WANG, namesake], [{ name: '王秀英', id_raw: WANG.id_raw, township: '西三镇' }]);
    expect(pairs).toMatchObject([{ left_row: 1, strength: 'confirmed' }]);
  });
});
