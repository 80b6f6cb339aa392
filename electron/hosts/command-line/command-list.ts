import type { Command } from "./command.ts";

export interface ListedCommand {
  /** One or two words. */
  readonly name: string;
  readonly summary: string;
  /** Loaded only when called, so that a short command starts fast. */
  readonly load: () => Promise<{ readonly command: Command }>;
}

export const commandList: readonly ListedCommand[] = [
  {
    name: "rules",
    summary: "逐行计算期限、收费、文书、救济途径和审查规则",
    load: async () => await import("./commands/rules.ts"),
  },
  {
    name: "ledger parse",
    summary: "把工作要点文件分解为台账任务",
    load: async () => await import("./commands/ledger-parse.ts"),
  },
  {
    name: "verify package",
    summary: "离线检查报送包",
    load: async () => await import("./commands/verify-package.ts"),
  },
  {
    name: "verify receipt",
    summary: "离线检查服务器回执",
    load: async () => await import("./commands/verify-receipt.ts"),
  },
  {
    name: "screen",
    summary: "筛查文字或者文件",
    load: async () => await import("./commands/screen.ts"),
  },
  {
    name: "desensitise",
    summary: "生成公示名单的脱敏件",
    load: async () => await import("./commands/desensitise.ts"),
  },
  {
    name: "letter list",
    summary: "列出五十种文书",
    load: async () => await import("./commands/letter-list.ts"),
  },
  {
    name: "letter sample",
    summary: "输出一种文书的演示字段",
    load: async () => await import("./commands/letter-sample.ts"),
  },
  {
    name: "letter choose",
    summary: "按案情事实选择文书",
    load: async () => await import("./commands/letter-choose.ts"),
  },
  {
    name: "letter render",
    summary: "生成文书 .docx",
    load: async () => await import("./commands/letter-render.ts"),
  },
  {
    name: "letter print",
    summary: "把已签发的文书连同信封做成一批打印件",
    load: async () => await import("./commands/letter-print.ts"),
  },
  {
    name: "report annual",
    summary: "统计年度报告全部单元格",
    load: async () => await import("./commands/report-annual.ts"),
  },
  {
    name: "init",
    summary: "首次启用",
    load: async () => await import("./commands/init.ts"),
  },
  {
    name: "demo",
    summary: "生成演示单位",
    load: async () => await import("./commands/demo.ts"),
  },
  {
    name: "import",
    summary: "导入文件为事项",
    load: async () => await import("./commands/import.ts"),
  },
  {
    name: "search",
    summary: "检索",
    load: async () => await import("./commands/search.ts"),
  },
  {
    name: "queue",
    summary: "列出待办审查",
    load: async () => await import("./commands/queue.ts"),
  },
  {
    name: "show",
    summary: "按编号显示",
    load: async () => await import("./commands/show.ts"),
  },
  {
    name: "export",
    summary: "导出数据包",
    load: async () => await import("./commands/export.ts"),
  },
  {
    name: "sync",
    summary: "送出待发送的包，取回回执",
    load: async () => await import("./commands/sync.ts"),
  },
  {
    name: "verify audit",
    summary: "核验审计日志",
    load: async () => await import("./commands/verify-audit.ts"),
  },
  {
    name: "backup",
    summary: "备份数据库",
    load: async () => await import("./commands/backup.ts"),
  },
  {
    name: "restore",
    summary: "恢复备份",
    load: async () => await import("./commands/restore.ts"),
  },
  {
    name: "check",
    summary: "检查数据库",
    load: async () => await import("./commands/check.ts"),
  },
  {
    name: "rescue",
    summary: "只读救援",
    load: async () => await import("./commands/rescue.ts"),
  },
  {
    name: "serve",
    summary: "在本机回环地址提供界面",
    load: async () => await import("./commands/serve.ts"),
  },
];
