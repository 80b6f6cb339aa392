import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Whether LibreOffice shows the pages of each copy as it shows those of its original, point by point. */
export function samePages(
  files: readonly { readonly name: string; readonly original: Uint8Array; readonly copy: Uint8Array }[],
): readonly boolean[] {
  const folder = mkdtempSync(join(tmpdir(), "same-pages-"));
  try {
    const sources = files.flatMap(({ name, original, copy }) => {
      const pair = [join(folder, name), join(folder, `copy-${name}`)];
      writeFileSync(pair[0] ?? "", original);
      writeFileSync(pair[1] ?? "", copy);
      return pair;
    });
    const profile = pathToFileURL(join(folder, "profile")).href;
    const options = [
      `-env:UserInstallation=${profile}`,
      "--headless",
      "--convert-to",
      "pdf",
      "--outdir",
      folder,
    ];
    execFileSync("soffice", [...options, ...sources], { stdio: "ignore" });
    const pages = (name: string): Buffer =>
      execFileSync("pdftoppm", ["-r", "50", join(folder, name.replace(/\.[a-z]+$/u, ".pdf"))], {
        maxBuffer: 1 << 28,
      });
    return files.map(({ name }) => pages(name).equals(pages(`copy-${name}`)) && pages(name).length > 0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
