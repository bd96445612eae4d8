import { expect, test } from 'vitest';
import { townshipIn } from './title-township.ts';

test.each([
  ['虹溪镇2023年3月城乡居民养老待遇发放表', '虹溪镇'],
  ['弥勒市五山乡城乡居民养老待遇发放表', '五山乡'],
  ['2023年3月弥阳街道认证名单', '弥阳街道'],
  ['202303_巡检司镇.xlsx', '巡检司镇'],
  ['弥勒市城乡居民养老待遇发放表', null],
  ['各乡镇2023年3月待遇发放', null],
  ['虹溪镇 竹园镇2023年3月待遇发放', null],
  ['关于报送虹溪镇名单的说明', null],
])('%s is for %s', (title, township) => expect(townshipIn(title)).toBe(township));
