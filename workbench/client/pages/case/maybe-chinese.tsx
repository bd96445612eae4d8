const HAN = /\p{Script=Han}/u;

/** A text that may be Chinese also on an English page: a name, a place, a statute, a file. */
export function MaybeChinese({ children }: { children: string | null }) {
  if (children === null) return <span className="is-muted">—</span>;
  return HAN.test(children) ? <span lang="zh-CN">{children}</span> : <span>{children}</span>;
}
