import { Refusal } from '../core/errors.ts';

/** Why a whole file cannot be read, each with what the person who sent it can do. */
export const unreadable = {
  missing: (file: string) =>
    new Refusal(
      'file-missing',
      `找不到文件“${file}”，请检查路径。`,
      `The file "${file}" is not there; check its path.`,
    ),
  notAFile: (file: string) =>
    new Refusal(
      'file-not-regular',
      `“${file}”不是普通文件，无法读取。`,
      `"${file}" is not an ordinary file and cannot be read.`,
    ),
  linkOutside: (file: string) =>
    new Refusal(
      'file-link-outside',
      `“${file}”是指向收件文件夹以外的链接，为安全起见不读取；请放入文件本身。`,
      `"${file}" is a link that leads out of the inbox and is not followed; put the file itself there.`,
    ),
  notAllowed: (file: string) =>
    new Refusal(
      'file-not-allowed',
      `没有读取“${file}”的权限，请调整文件权限。`,
      `Reading "${file}" is not permitted; change the permissions of the file.`,
    ),
  empty: (file: string) =>
    new Refusal(
      'file-empty',
      `“${file}”是空文件（0 字节），请让报送单位重新导出。`,
      `"${file}" is empty (0 bytes); ask the sender to export it again.`,
    ),
  noRows: (file: string) =>
    new Refusal(
      'file-no-rows',
      `“${file}”里没有任何行，请让报送单位重新导出。`,
      `"${file}" has no rows at all; ask the sender to export it again.`,
    ),
  truncated: (file: string) =>
    new Refusal(
      'file-truncated',
      `“${file}”不完整或已损坏（可能没有复制完），请重新复制或让报送单位重发。`,
      `"${file}" is incomplete or damaged (perhaps the copy was cut short); copy it again or ask for it again.`,
    ),
  encrypted: (file: string) =>
    new Refusal(
      'file-encrypted',
      `“${file}”设有打开密码，请在 Excel/WPS 中取消密码后另存，再放入收件文件夹。`,
      `"${file}" is protected by a password; remove the password in Excel or WPS, save, and put it back.`,
    ),
  tooLarge: (file: string, limit: string) =>
    new Refusal(
      'file-unpacks-too-large',
      `“${file}”解压后超过上限（${limit}），可能是异常压缩文件；请拆分或改存 CSV。`,
      `"${file}" unpacks to more than is allowed (${limit}); it may be a zip bomb. Split it or save it as CSV.`,
    ),
  tooManyColumns: (file: string, columns: number) =>
    new Refusal(
      'file-too-many-columns',
      `“${file}”超过 ${columns} 列，不像名册；请删除多余的列后重新保存。`,
      `"${file}" has more than ${columns} columns and is no roster; delete the surplus columns and save again.`,
    ),
  lineTooLong: (file: string) =>
    new Refusal(
      'file-line-too-long',
      `“${file}”有一行过长，不是按行存放的文本；请重新导出。`,
      `"${file}" has a line too long for a text table; export it again.`,
    ),
  encoding: (file: string) =>
    new Refusal(
      'file-encoding',
      `“${file}”的文字编码无法识别（既不是 UTF-8 也不是 GB18030/GBK），请另存为 UTF-8 或 Excel 后重发。`,
      `The encoding of "${file}" is neither UTF-8 nor GB18030/GBK; save it as UTF-8 or as a workbook and send it again.`,
    ),
  notATable: (file: string, kind: string) =>
    new Refusal(
      'file-not-a-table',
      `“${file}”不是表格文件（${kind}），请报送 xlsx、xls、csv 或 txt。`,
      `"${file}" is not a table (${kind}); send xlsx, xls, csv or txt.`,
    ),
  changed: (file: string) =>
    new Refusal(
      'file-changed',
      `“${file}”在读取过程中被改动，本次不采用；请等复制完成后再运行。`,
      `"${file}" changed while it was read and is not used this time; run again when the copy is finished.`,
    ),
};
