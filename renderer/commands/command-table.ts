import type { KeyChord } from "./key-chord.ts";

/** Where a command lives; inner scopes win over outer ones when both have the same key. */
export const commandScopes = {
  global: "全局",
  list: "列表",
  editor: "公开信息编辑",
  review: "保密审查",
  joins: "汇聚风险",
  checks: "核对单",
  pictures: "附件图片",
  release: "安全发布",
  cleanUp: "定期清理",
  case: "依申请公开",
  letter: "文书编辑",
} as const;
export type CommandScope = keyof typeof commandScopes;

export interface CommandDeclaration {
  readonly label: string;
  readonly keys: readonly KeyChord[];
  readonly scope: CommandScope;
  /** Goes on while its key is held down. What answers, decides or opens asks for a press each. */
  readonly whileHeld?: true;
}

/**
 * Every command of the workstation, once (tokens.md §5). Keys, menus, hints, the palette and the F1 list read this
 * table; a screen only says what a command does there (`useCommand`).
 */
const commandTable = {
  "app.search": { label: "查找事项、申请、文书、命令", keys: ["Ctrl+K"], scope: "global" },
  "app.lock": { label: "锁屏", keys: ["Ctrl+L"], scope: "global" },
  "app.help": { label: "按键一览", keys: ["F1", "?"], scope: "global" },
  "app.nextPane": { label: "下一个区域", keys: ["F6"], scope: "global", whileHeld: true },
  "app.previousPane": { label: "上一个区域", keys: ["Shift+F6"], scope: "global", whileHeld: true },
  "app.theme": { label: "切换浅色、护眼深色", keys: ["Ctrl+Shift+L"], scope: "global" },
  "app.signOut": { label: "退出登录", keys: [], scope: "global" },
  "app.changePassphrase": { label: "修改口令", keys: [], scope: "global" },
  "app.everydayWords": { label: "通俗用语", keys: [], scope: "global" },
  "app.copyAddress": { label: "复制本页地址", keys: ["Ctrl+Shift+C"], scope: "global" },
  // A browser keeps Ctrl+N for itself; the second chord is the one for the loopback host.
  "app.newItem": { label: "新建公开事项", keys: ["Ctrl+N", "Ctrl+Alt+N"], scope: "global" },
  "app.newApplication": { label: "登记申请", keys: ["Ctrl+Alt+A"], scope: "global" },

  "list.next": { label: "下一行", keys: ["ArrowDown", "J"], scope: "list", whileHeld: true },
  "list.previous": { label: "上一行", keys: ["ArrowUp", "K"], scope: "list", whileHeld: true },
  "list.open": { label: "打开", keys: ["Enter"], scope: "list" },
  "list.select": { label: "选中", keys: [" "], scope: "list" },
  "list.find": { label: "在结果中查找", keys: ["/"], scope: "list" },
  "list.refresh": { label: "刷新", keys: ["F5"], scope: "list" },

  "editor.save": { label: "保存", keys: ["Ctrl+S"], scope: "editor" },
  "editor.submit": { label: "送审", keys: ["Ctrl+Enter"], scope: "editor" },
  "editor.nextFinding": { label: "下一处发现", keys: ["F8"], scope: "editor", whileHeld: true },
  "editor.previousFinding": { label: "上一处发现", keys: ["Shift+F8"], scope: "editor", whileHeld: true },
  "editor.mask": { label: "属实，须遮盖", keys: ["Alt+1"], scope: "editor" },
  "editor.keep": { label: "属实，可公开", keys: ["Alt+2"], scope: "editor" },
  "editor.dismiss": { label: "误报", keys: ["Alt+3"], scope: "editor" },
  "editor.record": { label: "记下，到下一处", keys: ["Alt+Enter"], scope: "editor" },
  "editor.preview": { label: "对照公开件", keys: ["Alt+P"], scope: "editor" },
  "editor.clear": { label: "取消处理", keys: ["Alt+0"], scope: "editor" },
  "editor.pasteText": { label: "只粘贴文字", keys: ["Ctrl+Shift+V"], scope: "editor" },
  "editor.undo": { label: "撤销", keys: ["Ctrl+Z"], scope: "editor", whileHeld: true },
  "editor.redo": { label: "重做", keys: ["Ctrl+Y", "Ctrl+Shift+Z"], scope: "editor", whileHeld: true },
  "editor.strong": { label: "加粗", keys: ["Ctrl+B"], scope: "editor" },
  "editor.underline": { label: "下划线", keys: ["Ctrl+U"], scope: "editor" },
  "editor.title": { label: "标题", keys: ["Ctrl+Alt+0"], scope: "editor" },
  "editor.paragraph": { label: "正文", keys: ["Ctrl+Alt+5"], scope: "editor" },
  "editor.heading1": { label: "一级标题", keys: ["Ctrl+Alt+1"], scope: "editor" },
  "editor.heading2": { label: "二级标题", keys: ["Ctrl+Alt+2"], scope: "editor" },
  "editor.heading3": { label: "三级标题", keys: ["Ctrl+Alt+3"], scope: "editor" },
  "editor.heading4": { label: "四级标题", keys: ["Ctrl+Alt+4"], scope: "editor" },

  "review.nextItem": { label: "下一件", keys: ["J", "ArrowDown"], scope: "review", whileHeld: true },
  "review.previousItem": { label: "上一件", keys: ["K", "ArrowUp"], scope: "review", whileHeld: true },
  "review.nextFinding": { label: "下一处发现", keys: ["N"], scope: "review", whileHeld: true },
  "review.previousFinding": { label: "上一处发现", keys: ["P"], scope: "review", whileHeld: true },
  "review.mask": { label: "属实，须遮盖", keys: ["1"], scope: "review" },
  "review.keep": { label: "属实，可公开（注明依据）", keys: ["2"], scope: "review" },
  "review.dismiss": { label: "误报（注明理由）", keys: ["3"], scope: "review" },
  "review.clear": { label: "取消处理", keys: ["0"], scope: "review" },
  "review.equalHits": { label: "同值一并处理", keys: ["E"], scope: "review" },
  "review.record": { label: "记下，到下一处", keys: ["Enter"], scope: "review" },
  "review.recordStay": { label: "记下，停在这里", keys: ["Shift+Enter"], scope: "review" },
  "review.checklist": { label: "核对单", keys: ["C"], scope: "review" },
  "review.aggregation": { label: "汇聚风险", keys: ["G"], scope: "review" },
  "joins.accept": { label: "可以公开", keys: ["1"], scope: "joins" },
  "joins.coarsen": { label: "本件粗化后再审", keys: ["2"], scope: "joins" },
  "joins.withhold": { label: "本件不公开", keys: ["3"], scope: "joins" },
  "joins.refer": { label: "报请确定", keys: ["4"], scope: "joins" },
  "joins.next": { label: "下一组汇聚风险", keys: ["N"], scope: "joins", whileHeld: true },
  "joins.previous": { label: "上一组汇聚风险", keys: ["P"], scope: "joins", whileHeld: true },
  "pictures.next": { label: "下一幅图片", keys: ["ArrowDown", "J"], scope: "pictures", whileHeld: true },
  "pictures.previous": { label: "上一幅图片", keys: ["ArrowUp", "K"], scope: "pictures", whileHeld: true },
  "pictures.keep": { label: "保留整幅", keys: ["1"], scope: "pictures" },
  "pictures.mask": { label: "遮盖一部分", keys: ["2"], scope: "pictures" },
  "pictures.drop": { label: "去除", keys: ["3"], scope: "pictures" },
  "pictures.clear": { label: "取消决定", keys: ["0"], scope: "pictures" },
  "pictures.enlarge": { label: "放大、缩小图片", keys: ["Z"], scope: "pictures" },
  "pictures.undo": { label: "撤销一次决定", keys: ["Ctrl+Z"], scope: "pictures" },
  "checks.no": { label: "未发现", keys: ["1"], scope: "checks" },
  "checks.yes": { label: "有，已处理（写明怎样处理）", keys: ["2"], scope: "checks" },
  "checks.na": { label: "不涉及", keys: ["3"], scope: "checks" },
  "checks.unsure": { label: "不能确定（写明什么不能确定）", keys: ["4"], scope: "checks" },
  "checks.next": { label: "下一项", keys: ["ArrowDown"], scope: "checks", whileHeld: true },
  "checks.previous": { label: "上一项", keys: ["ArrowUp"], scope: "checks", whileHeld: true },
  "review.difference": { label: "版本差异", keys: ["D"], scope: "review" },
  "review.history": { label: "流转记录", keys: ["R"], scope: "review" },
  "review.form": { label: "审查表", keys: ["F"], scope: "review" },
  "review.maskPreview": { label: "遮盖预览", keys: ["M"], scope: "review" },
  "review.zoomIn": { label: "放大", keys: ["Ctrl++", "Ctrl+="], scope: "review", whileHeld: true },
  "review.zoomOut": { label: "缩小", keys: ["Ctrl+-"], scope: "review", whileHeld: true },
  "review.zoomReset": { label: "合页宽", keys: ["Ctrl+0"], scope: "review" },
  "review.agree": { label: "同意", keys: ["A"], scope: "review" },
  "review.return": { label: "退回修改", keys: ["B"], scope: "review" },
  "review.refer": { label: "报请确定", keys: ["U"], scope: "review" },
  "review.release": { label: "去安全发布", keys: ["Ctrl+Enter"], scope: "review" },
  "review.undo": { label: "撤销一次处理", keys: ["Ctrl+Z"], scope: "review" },
  "review.leave": { label: "退出", keys: ["Escape"], scope: "review" },

  "release.perform": { label: "交付发布", keys: ["Ctrl+Enter"], scope: "release" },
  "release.syncScroll": { label: "同步滚动", keys: ["S"], scope: "release" },

  "cleanUp.keep": { label: "继续公开", keys: ["1"], scope: "cleanUp" },
  "cleanUp.invalid": { label: "标注失效", keys: ["2"], scope: "cleanUp" },
  "cleanUp.repealed": { label: "标注废止", keys: ["3"], scope: "cleanUp" },
  "cleanUp.withdraw": { label: "撤下", keys: ["4"], scope: "cleanUp" },

  "case.next": { label: "办下一步", keys: ["Enter"], scope: "case" },
  "case.recordEvent": { label: "登记事件", keys: ["Ctrl+Alt+E"], scope: "case" },
  "case.consult": { label: "添加征求意见对象", keys: ["Ctrl+Alt+Q"], scope: "case" },
  "case.dayByDay": { label: "逐日说明", keys: ["T"], scope: "case" },

  "letterRegister.print": { label: "一并打印", keys: ["Ctrl+P"], scope: "list" },

  "letter.nextField": { label: "下一个字段", keys: ["Tab"], scope: "letter", whileHeld: true },
  "letter.previousField": { label: "上一个字段", keys: ["Shift+Tab"], scope: "letter", whileHeld: true },
  "letter.nextCheck": { label: "下一项检查", keys: ["F8"], scope: "letter", whileHeld: true },
  "letter.previousCheck": { label: "上一项检查", keys: ["Shift+F8"], scope: "letter", whileHeld: true },
  "letter.repair1": { label: "采用第一种改法", keys: ["Alt+1"], scope: "letter" },
  "letter.repair2": { label: "采用第二种改法", keys: ["Alt+2"], scope: "letter" },
  "letter.repair3": { label: "采用第三种改法", keys: ["Alt+3"], scope: "letter" },
  "letter.unlock": { label: "解开法定语句", keys: ["Ctrl+Shift+U"], scope: "letter" },
  "letter.chooser": { label: "选文书", keys: ["Ctrl+G"], scope: "letter" },
  "letter.save": { label: "保存一版", keys: ["Ctrl+S"], scope: "letter" },
  "letter.findReplace": { label: "查找和替换", keys: ["Ctrl+H"], scope: "letter" },
  "letter.comment": { label: "写批注", keys: ["Ctrl+Alt+M"], scope: "letter" },
  "letter.print": { label: "打印", keys: ["Ctrl+P"], scope: "letter" },
  "letter.exportDocx": { label: "导出 docx", keys: ["Ctrl+Shift+E"], scope: "letter" },
  "letter.exportPdf": { label: "导出 PDF", keys: ["Ctrl+Shift+P"], scope: "letter" },
  "letter.submit": { label: "送审", keys: ["Ctrl+Enter"], scope: "letter" },
  "letter.leftColumn": { label: "收起、展开左栏", keys: ["Ctrl+\\"], scope: "letter" },
} as const satisfies Readonly<Record<string, CommandDeclaration>>;

export type CommandId = keyof typeof commandTable;

export function declarationOf(id: CommandId): CommandDeclaration {
  return commandTable[id];
}

export const commandIds = Object.keys(commandTable) as readonly CommandId[];

/** Chords a browser never hands to a page. */
const keptByBrowsers: ReadonlySet<string> = new Set(["Ctrl+N", "Ctrl+T", "Ctrl+W"]);

/** The chord to print for a command: the first one that reaches the page on this host. */
export function shownChord(id: CommandId, host: "desktop" | "loopback"): KeyChord | undefined {
  const { keys } = declarationOf(id);
  return keys.find((chord) => host === "desktop" || !keptByBrowsers.has(chord));
}
