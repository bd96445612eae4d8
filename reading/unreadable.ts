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
      `“${file}”不是普通文件（也许是指向文件夹的链接），不读取；请把文件本身放进收件文件夹。`,
      `"${file}" is no ordinary file (a link to a folder, perhaps) and is not read; put the files themselves into the inbox.`,
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
  unfinished: (file: string) =>
    new Refusal(
      'file-unfinished',
      `“${file}”还没有下载完（按文件名），不读取；请等下载完成、恢复原来的文件名后再运行。`,
      `"${file}" is not downloaded to its end, by its name, and is not read; run again when it is and has its own name.`,
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
  onlyHidden: (file: string, sheets: readonly string[]) =>
    new Refusal(
      'file-sheets-hidden',
      `“${file}”看得见的工作表里没有名单；隐藏的工作表（${sheets.join('、')}）不读。如名单在其中，请取消隐藏后重新报送。`,
      `No sheet of "${file}" that is shown holds a list; hidden ones (${sheets.join(', ')}) are not read. If the list is in one of them, unhide it and send the file again.`,
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
      `“${file}”设有打开密码，或因“保护工作簿”“建议只读”被加密，请在 Excel/WPS 中取消密码和保护后另存，再放入收件文件夹。`,
      `"${file}" is encrypted, by a password or by the protection of its structure; remove both in Excel or WPS, save, and put it back.`,
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
  noDelimiter: (file: string) =>
    new Refusal(
      'file-no-delimiter',
      `“${file}”的各栏之间没有认得的分隔符（逗号、制表符、竖线、分号、^、~），分不开各栏；请在 Excel/WPS 中按栏导入后另存为 .xlsx 或逗号分隔的 .csv 再报送。`,
      `Nothing that is known parts the columns of "${file}" (a comma, tab, vertical bar, semicolon, ^ or ~); import it into Excel or WPS by columns and send it as .xlsx or as .csv with commas.`,
    ),
  archive: (file: string, kind: string) =>
    new Refusal(
      'file-archive',
      `“${file}”是压缩包（${kind}），不读里面的文件；请解压后把其中的表格放进收件文件夹。`,
      `"${file}" is an archive (${kind}) whose files are not read; unpack it and put the tables in it into the inbox.`,
    ),
  twoEncodings: (file: string) =>
    new Refusal(
      'file-two-encodings',
      `“${file}”里既有 GB18030/GBK 又有 UTF-8 的文字（也许是几个文件接成的），为免读错姓名，整份不采用；请分开报送，或统一另存为 UTF-8。`,
      `"${file}" holds text in GB18030/GBK and in UTF-8, as files put together do, and is not used at all lest names be misread; send them apart, or save it as UTF-8.`,
    ),
  notATable: (file: string, kind: string) =>
    new Refusal(
      'file-not-a-table',
      `“${file}”不是表格文件（${kind}），请报送 xlsx、xls、csv 或 txt。`,
      `"${file}" is not a table (${kind}); send xlsx, xls, csv or txt.`,
    ),
  damaged: (file: string, what: string) =>
    new Refusal(
      'file-damaged',
      `“${file}”已损坏（${what}），为免丢失或读错人，整份不采用；请重新复制，或让报送单位重发。`,
      `"${file}" is damaged (${what}) and is not used at all, lest people be lost or misread; copy it again or ask for it again.`,
    ),
  takesTooLong: (file: string, seconds: number) =>
    new Refusal(
      'file-takes-too-long',
      `“${file}”读了 ${seconds} 秒仍未读完，已停止，这份不采用，其余照常；请用 Excel/WPS 打开后另存为 .xlsx 再报送，或拆成几份。`,
      `"${file}" was not read within ${seconds} seconds and is set aside; the others go on. Open it in Excel or WPS and save it as .xlsx, or split it.`,
    ),
  eatsMemory: (file: string, bytes: number) =>
    new Refusal(
      'file-eats-memory',
      `读“${file}”所需内存超过 ${Math.round(bytes / 1024 ** 2)} MB，已停止，这份不采用，其余照常；请拆成几份，或另存为 CSV 再报送。`,
      `Reading "${file}" took more than ${Math.round(bytes / 1024 ** 2)} MB of memory and was stopped; the others go on. Split it, or save it as CSV.`,
    ),
  breaksReader: (file: string) =>
    new Refusal(
      'file-breaks-reader',
      `读“${file}”时读取程序出错（文件可能已损坏），这份不采用，其余照常；请用 Excel/WPS 打开后另存为 .xlsx 再报送。`,
      `Reading "${file}" broke the reader (the file may be damaged); it is not used, the others go on. Open it in Excel or WPS and save it as .xlsx.`,
    ),
  changed: (file: string) =>
    new Refusal(
      'file-changed',
      `“${file}”在读取过程中被改动，本次不采用；请等复制完成后再运行。`,
      `"${file}" changed while it was read and is not used this time; run again when the copy is finished.`,
    ),
};
