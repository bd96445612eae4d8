import { Refused } from '../../refused.ts';

/** Before the first night there is nothing to add up. */
export function refuseNoBuild(): never {
  throw new Refused(
    'no-published-build',
    '还没有发布过核对结果，暂无数字可看。',
    'No results have been published yet; there are no figures to show.',
    503,
  );
}
