import type { App, BrowserWindow, Dialog } from "electron";

/**
 * When the page's process dies or hangs, the person is told what it means and offered to go on. The store is in this process and was not
 * touched; drafts were saved as they were typed.
 */
export function offerReloadAfterCrash(
  window: BrowserWindow,
  { app, dialog, log }: { readonly app: App; readonly dialog: Dialog; readonly log: (line: object) => void },
): void {
  let asking = false;
  const ask = async (message: string, detail: string, reload: string, leave: string, onLeave: () => void) => {
    if (asking || window.isDestroyed()) return;
    asking = true;
    const { response } = await dialog.showMessageBox(window, {
      type: "warning",
      title: "政务公开工作站",
      message,
      detail,
      buttons: [reload, leave],
      defaultId: 0,
      cancelId: 1,
      noLink: true,
    });
    asking = false;
    if (window.isDestroyed()) return;
    if (response === 0) window.webContents.reload();
    else onLeave();
  };

  window.webContents.on("render-process-gone", (_event, details) => {
    if (details.reason === "clean-exit") return;
    log({ level: "error", event: "renderer-gone", reason: details.reason, exitCode: details.exitCode });
    void ask(
      "界面意外中断",
      "数据没有受影响，已保存的草稿都在。重新载入后请重新登录。",
      "重新载入",
      "退出",
      () => app.quit(),
    );
  });
  window.on("unresponsive", () => {
    log({ level: "warn", event: "renderer-unresponsive" });
    void ask(
      "界面没有响应",
      "可以继续等待，也可以重新载入；重新载入会丢失尚未保存的几秒内的修改。",
      "重新载入",
      "继续等待",
      () => undefined,
    );
  });
}
