import { homedir } from "node:os";
import { join } from "node:path";

import type { Session } from "electron";

/** A file name the system accepts; the screen proposes it from a title. */
function safeFileName(name: string): string {
  const cleaned = name
    .replace(/[\u0000-\u001f<>:"/\\|?*]/g, "_")
    .replace(/[. ]+$/, "")
    .slice(0, 120);
  return cleaned === "" ? "文件" : cleaned;
}

/** What the screen hands over as a file goes through the system's save dialog; nothing is ever saved without asking. */
export function askWhereToSave(session: Session, folder: () => string = () => join(homedir())): void {
  session.on("will-download", (event, item) => {
    if (!/^(?:blob:app:\/\/workstation\/|data:)/.test(item.getURL())) {
      event.preventDefault();
      return;
    }
    item.setSaveDialogOptions({
      title: "保存文件",
      defaultPath: join(folder(), safeFileName(item.getFilename())),
    });
  });
}
