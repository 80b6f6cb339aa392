import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Marks the place of the fuses in Electron's executable; published in @electron/fuses. */
const fuseSentinel = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
/** Version 1 of the wire, nine fuses, each as Electron ships it. */
const fuseWire = Buffer.concat([Buffer.from([1, 9]), Buffer.from("101100010", "latin1")]);

/** A folder that looks to the packager like Electron's distribution for Linux; nothing in it runs. */
export function makeStandInDistribution(folder: string, version: string): void {
  mkdirSync(join(folder, "locales"), { recursive: true });
  mkdirSync(join(folder, "resources"), { recursive: true });
  writeFileSync(
    join(folder, "electron"),
    Buffer.concat([Buffer.from("\x7fELF stand-in"), Buffer.from(fuseSentinel), fuseWire, Buffer.alloc(64)]),
  );
  chmodSync(join(folder, "electron"), 0o755);
  writeFileSync(join(folder, "version"), version);
  writeFileSync(join(folder, "LICENSE"), "");
  writeFileSync(join(folder, "LICENSES.chromium.html"), "");
  for (const locale of ["zh-CN", "en-US", "de"])
    writeFileSync(join(folder, "locales", `${locale}.pak`), locale);
}
