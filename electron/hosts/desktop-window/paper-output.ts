import { writeFile } from "node:fs/promises";

import type { BrowserWindow, Dialog } from "electron";

/** Opens the system's print dialog for what is on screen; the page's print styles lay out the paper. */
export function printWindow(window: BrowserWindow): void {
  window.webContents.print({ silent: false, printBackground: true, pageSize: "A4" });
}

/** Asks for a place and writes what is on screen as a PDF of A4 pages, in the margins the page's own styles set. */
export async function saveWindowAsPdf(
  window: BrowserWindow,
  dialog: Dialog,
  folder: string,
): Promise<"saved" | "cancelled"> {
  const choice = await dialog.showSaveDialog(window, {
    title: "存为 PDF",
    defaultPath: folder,
    filters: [{ name: "PDF", extensions: ["pdf"] }],
  });
  if (choice.canceled || !choice.filePath) return "cancelled";
  const pdf = await window.webContents.printToPDF({
    pageSize: "A4",
    printBackground: true,
    preferCSSPageSize: true,
  });
  await writeFile(choice.filePath, pdf);
  return "saved";
}
