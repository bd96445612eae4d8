import type { Ledger } from '../../storage/ledger/ledger.ts';
import { readTrust, readTrustDrift, type Trust, type TrustDrift } from '../reads/trust.ts';
import { readGates } from './looks.ts';

/** How far each rule has earned to be believed, by decisions and by drawn findings that somebody looked at. */
export function trustNow(ledger: Ledger): { trust: Trust[]; drift: TrustDrift[] } {
  const looks = [...readGates(ledger).looks.values()].filter(({ verdict }) => verdict !== 'unclear');
  const samples = looks.map(({ rule_id, township, verdict }) => ({
    rule_id,
    township,
    source: 'sample' as const,
    holds: verdict === 'holds',
  }));
  return { trust: readTrust(ledger, samples), drift: readTrustDrift(ledger) };
}

/** In words: what has clearly changed, and what to look at. */
export function sayDrift({ before, last, way }: TrustDrift): { zh: string; en: string } {
  const percent = ({ substantiated, decided }: TrustDrift['last']): string =>
    `${Math.round((substantiated / decided) * 100)}%`;
  return {
    zh: `最近 ${last.decided} 件属实 ${percent(last)}，此前 ${before.decided} 件 ${percent(before)}，明显${way === 'down' ? '下降，请查看规则、名单和参数是否有变' : '上升'}。`,
    en: `Of the last ${last.decided} decisions ${percent(last)} held, of the ${before.decided} before ${percent(before)}: clearly ${way === 'down' ? 'less; look whether the rule, a list or a parameter changed' : 'more'}.`,
  };
}
