import { BrowserWindow, dialog, screen } from "electron";

import { startAddress } from "./own-address.ts";
import { placeWindow, readWindowState, saveWindowState, smallestWindow } from "./window-state.ts";

export interface MainWindowOptions {
  readonly preload: string;
  readonly statePath: string;
  readonly developing: boolean;
}

/** The one window: sandboxed, isolated, without Node, shown when its first frame is ready. */
export function openMainWindow({ preload, statePath, developing }: MainWindowOptions): BrowserWindow {
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const state = placeWindow(readWindowState(statePath), screens);
  const window = new BrowserWindow({
    ...state.bounds,
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    show: false,
    title: "政务公开工作站",
    backgroundColor: "#f4f5f6",
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: developing,
      // Drag a file onto the window to import it: the page reads it; the browser must not open it instead.
      navigateOnDragDrop: false,
    },
  });
  if (state.maximized) window.maximize();
  window.once("ready-to-show", () => window.show());
  window.on("close", () =>
    saveWindowState(statePath, { bounds: window.getNormalBounds(), maximized: window.isMaximized() }),
  );
  window.webContents.on("will-prevent-unload", (event) => {
    const choice = dialog.showMessageBoxSync(window, {
      type: "question",
      title: "政务公开工作站",
      message: "还有内容没有保存",
      detail: "留下可以继续填写；离开会丢失还没有保存的内容。",
      buttons: ["留下", "离开"],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    if (choice === 1) event.preventDefault();
  });
  void window.loadURL(startAddress);
  return window;
}
