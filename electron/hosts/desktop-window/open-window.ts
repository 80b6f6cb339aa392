import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { app, BrowserWindow, dialog, ipcMain, Menu, powerMonitor, protocol, session } from "electron";

import { openCore } from "../../adapters/open-core.ts";
import { openRendererFiles } from "../../adapters/renderer-files.ts";
import { applicationMenu } from "./application-menu.ts";
import { guardAllContents } from "./contents-guards.ts";
import { openCoreChannel, type CoreChannel } from "./core-channel.ts";
import { offerReloadAfterCrash } from "./crash-offer.ts";
import { askWhereToSave } from "./downloads.ts";
import { openMainWindow } from "./main-window.ts";
import { ownScheme } from "./own-address.ts";
import { serveOwnProtocol } from "./own-protocol.ts";
import { printWindow, saveWindowAsPdf } from "./paper-output.ts";
import { quitSafely } from "./safe-quit.ts";
import { guardSession } from "./session-guards.ts";
import { chosenDataFolder } from "./start-options.ts";

const out = join(dirname(fileURLToPath(import.meta.url)), "..");
const dataDir = chosenDataFolder(process.argv);

// Before readiness: what Chromium must know when it starts.
app.enableSandbox();
app.commandLine.appendSwitch("lang", "zh-CN");
if (!app.commandLine.hasSwitch("user-data-dir")) app.setPath("userData", join(dataDir, "window"));
protocol.registerSchemesAsPrivileged([
  { scheme: ownScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
]);
guardAllContents(app);

async function start(): Promise<void> {
  await app.whenReady();
  const opening = openCore(dataDir, { demo: process.argv.includes("--demo") });
  let opened: CoreChannel | undefined;
  // Before anything is opened: who quits meanwhile, or is gone, is obeyed once the core is open.
  const quitting = quitSafely(
    app,
    async () => {
      const { core } = await opening;
      opened?.disconnectAll();
      await core.close();
    },
    (line) => void opening.then(({ log }) => log(line)).catch(() => undefined),
  );
  const { core, log } = await opening;
  if (quitting()) return;
  const channel = openCoreChannel(core, ipcMain);
  opened = channel;

  guardSession(session.defaultSession);
  serveOwnProtocol(session.defaultSession, openRendererFiles(join(out, "renderer")));
  askWhereToSave(session.defaultSession, homedir);

  const window = openMainWindow({
    preload: join(out, "preload", "index.cjs"),
    statePath: join(app.getPath("userData"), "window.json"),
    developing: !app.isPackaged,
  });
  channel.connect(window.webContents);
  offerReloadAfterCrash(window, { app, dialog, log });

  const lock = () => void channel.invokeFor(window.webContents, "session.lock");
  powerMonitor.on("lock-screen", lock);
  powerMonitor.on("suspend", lock);
  const showPdfProblem = () => dialog.showErrorBox("存为 PDF", "PDF 没有写成，请换一个位置再试。");
  const menu = applicationMenu(
    {
      lock,
      print: () => printWindow(window),
      saveAsPdf: () =>
        void saveWindowAsPdf(window, dialog, join(homedir(), "文书.pdf")).catch(showPdfProblem),
      about: () =>
        void dialog.showMessageBox(window, {
          type: "info",
          title: "关于",
          message: "政务公开工作站",
          detail: `版本 ${app.getVersion()}\n本机为非涉密系统，严禁处理国家秘密。`,
          buttons: ["确定"],
          noLink: true,
        }),
    },
    !app.isPackaged,
  );
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu));

  app.on("second-instance", () => {
    const [open] = BrowserWindow.getAllWindows();
    if (open?.isMinimized()) open.restore();
    open?.show();
    open?.focus();
  });
}

if (app.requestSingleInstanceLock()) {
  start().catch((error: unknown) => {
    // The stack names our files only; still, it is for the developer who asks for it.
    if (process.env["DISCLOSURE_DEBUG"] && error instanceof Error)
      process.stderr.write(`${error.stack ?? ""}\n`);
    dialog.showErrorBox("政务公开工作站", "程序没有打开。请确认数据目录可以读写，且没有被另一个程序占用。");
    app.exit(3);
  });
} else {
  app.quit();
}
