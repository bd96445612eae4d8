/** The fourteen townships and streets of the county, each with villages (the villages are made up of common ones). */
export interface Township {
  code: string;
  name: string;
  villages: readonly string[];
}

const TOWNSHIPS_BY_CODE: Readonly<Record<string, readonly [string, string]>> = {
  '532504001': ['弥阳街道', '古城社区 中山社区 温泉社区 桃园社区 牛背社区'],
  '532504002': ['太平街道', '太平社区 双吉社区 龙潭社区 大树社区'],
  '532504003': ['福城街道', '锦屏社区 湖滨社区 拖白社区 清水社区'],
  '532504102': ['新哨镇', '新哨村 夸竹村 里方村 山兴村 者圭村'],
  '532504103': ['虹溪镇', '白云村 松村村 新城村 三家村 拗地山村'],
  '532504104': ['竹园镇', '竹园社区 龙潭村 团山村 那庵村 白石岩村'],
  '532504105': ['朋普镇', '朋普社区 新车村 大桥村 小寨村 可乐村'],
  '532504106': ['巡检司镇', '巡检司村 沙河村 宣武村 宜科村 高甸村'],
  '532504107': ['西一镇', '油乍地村 中和村 雨龙村 起飞村 滥泥箐村'],
  '532504108': ['西二镇', '西二村 路体村 糯租村 四家村 矣维村'],
  '532504109': ['西三镇', '可邑村 戈西村 蚂蚁村 花口村 大麦地村'],
  '532504110': ['东山镇', '铺龙村 法雨哨村 高城村 石洞村 舍木村'],
  '532504202': ['五山乡', '四家寨村 老寨村 中寨村 牛平村'],
  '532504203': ['江边乡', '下者龙村 小山口村 平地村 江边村'],
};

export const TOWNSHIPS: readonly Township[] = Object.entries(TOWNSHIPS_BY_CODE).map(
  ([code, [name, villages]]) => ({ code, name, villages: villages.split(' ') }),
);

/** Nearly everybody was numbered in the county before 2013; brides and settlers bring other prefixes. */
export const HOME_REGION = '532526';
export const OTHER_REGIONS = ['532525', '532527', '532522', '532524', '530126', '532128'] as const;
