/** Why a file is not read. Closed; the wording is one place below. Never carries content. */
export type RefusedFileType =
  | "empty"
  | "too-large"
  | "unsupported"
  | "legacy-needs-converter"
  | "encrypted"
  | "damaged"
  | "hostile"
  | "nested-archive"
  | "took-too-long"
  | "reader-died"
  | "cancelled";

export interface RefusedFile {
  readonly type: RefusedFileType;
  /** One sentence in Simplified Chinese: what is wrong and what to do. */
  readonly message: string;
  /** A short code of the check that failed, for support; a constant of ours, never content. */
  readonly check: string;
}

const messages: Readonly<Record<RefusedFileType, string>> = {
  empty: "文件是空的，没有可以审查的内容。",
  "too-large": "文件过大或者内容过多，超出可以安全读取的范围。请拆分后重试。",
  unsupported:
    "不支持此类文件。请使用 docx、xlsx、pptx、pdf、jpg、png、tiff、html、txt、csv 或者由它们组成的 zip。",
  "legacy-needs-converter":
    "旧版 Office 文件（doc、xls、ppt）须经本机安装的 LibreOffice 转换后读取，本机未找到。请另存为 docx、xlsx、pptx 后重试。",
  encrypted: "文件已加密，无法审查。请去除密码后重试。",
  damaged: "文件已损坏或者不完整，无法可靠读取。请重新导出后重试。",
  hostile: "文件结构异常，可能是恶意构造的文件，已拒绝读取。",
  "nested-archive": "压缩包内还有压缩包，只能读取一层。请解压后重试。",
  "took-too-long": "读取此文件用时过长，已停止。请拆分或者重新导出后重试。",
  "reader-died": "读取此文件时读取程序异常退出，文件未被采用。请重新导出后重试。",
  cancelled: "已取消读取。",
};

export function refusedFile(type: RefusedFileType, check: string): RefusedFile {
  return { type, message: messages[type], check };
}

/** Ends the reading of a file from any depth; `readDocument` turns it into a value. */
export class RefusalSignal extends Error {
  readonly refusal: RefusedFile;
  constructor(type: RefusedFileType, check: string) {
    super(`${type}: ${check}`);
    this.name = "RefusalSignal";
    this.refusal = refusedFile(type, check);
  }
}

export function refuse(type: RefusedFileType, check: string): never {
  throw new RefusalSignal(type, check);
}
