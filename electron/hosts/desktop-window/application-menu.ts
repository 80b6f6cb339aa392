import type { MenuItemConstructorOptions } from "electron";

export interface MenuActs {
  readonly lock: () => void;
  readonly print: () => void;
  readonly saveAsPdf: () => void;
  readonly about: () => void;
}

/** The menu bar: what the system gives every program, in Chinese. The acts of the work itself are on the screen, declared there once. */
export function applicationMenu(acts: MenuActs, developing: boolean): MenuItemConstructorOptions[] {
  return [
    {
      label: "文件(&F)",
      submenu: [
        { label: "打印…", accelerator: "CommandOrControl+P", click: acts.print },
        { label: "存为 PDF…", accelerator: "CommandOrControl+Shift+P", click: acts.saveAsPdf },
        { type: "separator" },
        { label: "锁定", accelerator: "CommandOrControl+L", click: acts.lock },
        { label: "退出", accelerator: "CommandOrControl+Q", role: "quit" },
      ],
    },
    {
      label: "编辑(&E)",
      submenu: [
        { label: "撤销", role: "undo" },
        { label: "重做", role: "redo" },
        { type: "separator" },
        { label: "剪切", role: "cut" },
        { label: "复制", role: "copy" },
        { label: "粘贴", role: "paste" },
        { label: "粘贴为纯文本", role: "pasteAndMatchStyle" },
        { label: "全选", role: "selectAll" },
      ],
    },
    {
      label: "视图(&V)",
      submenu: [
        { label: "重新载入", accelerator: "CommandOrControl+R", role: "reload" },
        { type: "separator" },
        { label: "实际大小", accelerator: "CommandOrControl+0", role: "resetZoom" },
        { label: "放大", accelerator: "CommandOrControl+Plus", role: "zoomIn" },
        { label: "缩小", accelerator: "CommandOrControl+-", role: "zoomOut" },
        { label: "全屏", accelerator: "F11", role: "togglefullscreen" },
        ...(developing ? ([{ label: "开发者工具", role: "toggleDevTools" }] as const) : []),
      ],
    },
    {
      label: "帮助(&H)",
      submenu: [{ label: "关于政务公开工作站", click: acts.about }],
    },
  ];
}
