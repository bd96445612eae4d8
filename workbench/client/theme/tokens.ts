/** The colours and sizes of UX: one teal for what can be done, ochre for money still out, blue for money recovered. */
export const COLOUR = {
  ground: '#F4F5F2',
  panel: '#FFFFFF',
  line: '#DFE2DD',
  ink: '#1D2730',
  ink2: '#4F5B66',
  ink3: '#626D77',
  teal: '#1F5C66',
  tealTint: '#E4EFF0',
  ochre: '#9C4A06',
  ochreTint: '#FBEDD9',
  blue: '#23618C',
  blueTint: '#E3EEF6',
  lightBlue: '#8FB3CC',
  grey: '#A3A9AE',
  violet: '#64478F',
  violetTint: '#EFEAF6',
  vermilion: '#B3261E',
  vermilionTint: '#FBE9E7',
} as const;

export const TEXT_FONT =
  '"Noto Sans SC","Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei UI","Microsoft YaHei","WenQuanYi Micro Hei",sans-serif';
