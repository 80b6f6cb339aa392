const kinds: Readonly<Record<string, string>> = {
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word 文档",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel 工作簿",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PowerPoint 演示文稿",
  "application/pdf": "PDF 文件",
  "text/html": "网页",
  "text/plain": "纯文本",
  "text/csv": "CSV 表格",
  "text/markdown": "Markdown 文本",
  "application/zip": "压缩包",
};

/** What kind of file it is, as people say it. */
export function fileKindWords(mediaType: string): string {
  const image = /^image\/(.+)$/u.exec(mediaType)?.[1];
  return image === undefined ? (kinds[mediaType] ?? "其他文件") : `图片（${image.toUpperCase()}）`;
}
