import { Fragment } from 'react';

/** Chinese within a text of any language: names, places, titles of papers. */
const HAN_RUN =
  /([\p{Script=Han}〔〕（）《》、，。；：*＊\d]*\p{Script=Han}[\p{Script=Han}〔〕（）《》、，。；：*＊\d]*)/u;
const HAN = /\p{Script=Han}/u;

/** A text whose Chinese parts say that they are Chinese, for those who have it read aloud. */
export function Chinese({ children }: { children: string }) {
  if (!HAN.test(children)) return <>{children}</>;
  return (
    <>
      {children.split(HAN_RUN).map((part, index) =>
        HAN.test(part) ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places
          <span key={index} lang="zh-CN">
            {part}
          </span>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places
          <Fragment key={index}>{part}</Fragment>
        ),
      )}
    </>
  );
}
