import { pinyin } from 'pinyin-pro';

/** How a name is typed on a Latin keyboard: all of it and its initials, in small letters without spaces. */
export interface NameSounds {
  sound: string;
  initials: string;
}

/** The surname is read as one: 单 shan, 解 xie, 尉迟 yuchi. */
export function soundsOf(name: string): NameSounds {
  const syllables = pinyin(name, {
    toneType: 'none',
    type: 'array',
    nonZh: 'removed',
    v: true,
    surname: 'head',
  });
  return {
    sound: syllables.join('').toLowerCase(),
    initials: syllables
      .map((syllable) => syllable.slice(0, 1))
      .join('')
      .toLowerCase(),
  };
}
