import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const networkKinds = new Set([
  "nfs",
  "nfs4",
  "cifs",
  "smb3",
  "smbfs",
  "fuse.sshfs",
  "9p",
  "ncpfs",
  "afs",
  "ceph",
]);
const removableKinds = new Set(["vfat", "exfat", "iso9660", "udf", "msdos"]);

/**
 * Whether a folder lies where SQLite's locks or fsync cannot be trusted (network) or where the store must not live
 * (removable media; sync.md §4). Undefined when it is a local disk or the system does not say.
 */
export function unsuitablePlace(folder: string): "network" | "removable" | undefined {
  if (/^(\\\\|\/\/)/.test(folder)) return "network";
  let mounts: string;
  try {
    mounts = readFileSync("/proc/mounts", "utf8");
  } catch {
    return undefined;
  }
  const target = resolve(folder);
  let best = { point: "", kind: "" };
  for (const line of mounts.split("\n")) {
    const [, point = "", kind = ""] = line.split(" ");
    const prefix = point === "/" ? "/" : `${point}/`;
    if (`${target}/`.startsWith(prefix) && point.length >= best.point.length) best = { point, kind };
  }
  if (networkKinds.has(best.kind)) return "network";
  if (removableKinds.has(best.kind)) return "removable";
  return undefined;
}
