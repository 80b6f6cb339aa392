import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

import { run } from "./project.mjs";

/** What the tests need beside the npm packages: a browser, fonts with Chinese, LibreOffice, and independent readers of files. */
const packages = [
  "chromium",
  "fonts-noto-cjk",
  "fonts-noto-cjk-extra",
  "fonts-arphic-uming",
  "fonts-arphic-ukai",
  "fonts-arphic-gbsn00lp",
  "fonts-wqy-zenhei",
  "libreoffice-writer",
  "libreoffice-calc",
  "libreoffice-impress",
  "poppler-utils",
  "qpdf",
  "libimage-exiftool-perl",
  "mat2",
  "ripgrep",
  "xorriso",
  "xvfb",
];

function missingPackages() {
  const answer = spawnSync("dpkg-query", ["-W", "-f", "${Package} ${db:Status-Status}\n", ...packages], {
    encoding: "utf8",
  });
  const installed = new Set(
    (answer.stdout ?? "")
      .split("\n")
      .filter((line) => line.endsWith(" installed"))
      .map((line) => line.split(" ")[0]),
  );
  return packages.filter((name) => !installed.has(name));
}

/**
 * Sees to the Debian packages of the tests: installs them when root, otherwise names in one line what to install. Resolves with false
 * when some are missing. Elsewhere than on Debian nothing can be looked up; the tests then say themselves what they miss.
 */
export async function ensureDebianPackages() {
  if (!existsSync("/usr/bin/dpkg-query")) return true;
  const missing = missingPackages();
  if (missing.length === 0) return true;
  const command = `apt-get install -y --no-install-recommends ${missing.join(" ")}`;
  if (process.getuid?.() !== 0) {
    process.stderr.write(`测试还需要这些软件，请安装后重试：sudo ${command}\n`);
    return false;
  }
  process.stdout.write(`正在安装测试所需的 Debian 软件包：${missing.join(" ")}\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const options = { env, stdio: ["ignore", "inherit", "inherit"] };
  await run("apt-get", ["update", "-qq"], options);
  await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...missing], options);
  const still = missingPackages();
  if (still.length === 0) return true;
  process.stderr.write(`这些软件包没有装上，请检查软件源：apt-get install ${still.join(" ")}\n`);
  return false;
}
