import { expect, test } from 'vitest';
import { Office } from './office.ts';
import { PAYEES, payee, residentIdOf, roster, rosterName } from './small-office.ts';

test('a number whose owner would not be born yet is impossible, and is told as it was received', async () => {
  const office = new Office();
  try {
    const residentId = residentIdOf('20310514', 123);
    office.put(rosterName(202206), roster(202206, PAYEES.with(0, { ...payee(0), residentId })));
    await office.night();
    const found = await office.read<{ rule_id: string; name: string; resident_id: string }>(
      "select rule_id, name, resident_id from result.finding where rule_id like 'identity/%'",
    );
    expect(found).toEqual([
      { rule_id: 'identity/invalid-resident-id', name: payee(0).name, resident_id: residentId },
    ]);
  } finally {
    office.remove();
  }
});
