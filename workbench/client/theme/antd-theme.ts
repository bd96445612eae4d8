import type { ThemeConfig } from 'antd';
import { COLOUR, TEXT_FONT } from './tokens.ts';

/** The look of Ant Design's parts, by its own tokens only. `scale` is 1, or 1.15 for large text. */
export function antdTheme(scale: number): ThemeConfig {
  const px = (size: number): number => Math.round(size * scale);
  return {
    // by a hash its rules would begin with `:where`, and Chromium 86 passes over the whole of them
    hashed: false,
    token: {
      colorPrimary: COLOUR.teal,
      colorInfo: COLOUR.teal,
      colorLink: COLOUR.teal,
      colorError: COLOUR.vermilion,
      colorWarning: COLOUR.ochre,
      colorText: COLOUR.ink,
      colorTextSecondary: COLOUR.ink2,
      colorTextTertiary: COLOUR.ink3,
      colorTextPlaceholder: COLOUR.ink3,
      colorBgLayout: COLOUR.ground,
      colorBorder: '#B9BFBA',
      colorBorderSecondary: COLOUR.line,
      borderRadius: 4,
      fontFamily: TEXT_FONT,
      fontSize: px(13),
      controlHeight: px(30),
      controlHeightSM: px(24),
      boxShadow: 'none',
      boxShadowSecondary: `0 0 0 1px ${COLOUR.line}`,
      motion: false,
      wireframe: false,
    },
    components: {
      Table: {
        headerBg: '#FAFBF9',
        headerColor: COLOUR.ink2,
        headerSplitColor: 'transparent',
        rowHoverBg: '#F7FAFA',
        rowSelectedBg: COLOUR.tealTint,
        rowSelectedHoverBg: COLOUR.tealTint,
        cellPaddingBlockSM: px(5),
        cellPaddingInlineSM: px(9),
        cellFontSizeSM: px(13),
      },
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
      Tabs: { titleFontSize: px(14), horizontalMargin: '0', horizontalItemPadding: `${px(8)}px 0` },
      Modal: { titleFontSize: px(15) },
    },
  };
}
