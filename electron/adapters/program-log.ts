import { appendFileSync, mkdirSync, renameSync, statSync } from "node:fs";
import { dirname } from "node:path";

const rotateAtBytes = 4 * 1024 * 1024;

/**
 * Writes the program log, one JSON object a line, and keeps one older file. The core logs ids, codes and sizes only (V12). A log that
 * cannot be written must not stop the work: the first failure is told once on standard error, then the log is silent.
 */
export function programLog(path: string): (line: object) => void {
  mkdirSync(dirname(path), { recursive: true });
  let broken = false;
  return (line) => {
    if (broken) return;
    try {
      const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
      if (size > rotateAtBytes) renameSync(path, `${path}.1`);
      appendFileSync(path, `${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`, { mode: 0o600 });
    } catch {
      broken = true;
      process.stderr.write("程序日志无法写入，本次运行不再记录日志\n");
    }
  };
}
