import type { ServerCore } from "./server-core.ts";

export interface ImportResult {
  readonly packageId?: string;
  readonly outcome?: string;
  readonly problem?: string;
}

/**
 * Takes over a package that came on a medium: copied first (encrypted, as every bag), never parsed where it lies; then
 * the same acceptance as over the network. The same package by two roads has one result.
 */
export async function importPackage(core: ServerCore, path: string): Promise<ImportResult> {
  const taken = await core.bags.takeIn(path, core.maxPackage);
  if (!taken) return { problem: "too-large" };
  const read = await core.inspect(taken.bag);
  if (!read.ok) {
    await core.bags.drop(taken.zipSha256);
    return { problem: "bag-invalid" };
  }
  const { packageId } = read.value;
  const accepted = await core.packages.importBag(read.value, {
    zipSha256: taken.zipSha256,
    size: taken.bag.size,
    salt: taken.bag.salt,
  });
  if (!accepted.ok) {
    await core.bags.drop(taken.zipSha256);
    return { packageId, problem: accepted.error.slug };
  }
  const { value } = accepted;
  if (value.type === "decided") return { packageId, outcome: value.outcome };
  return { packageId, problem: value.type === "held" ? value.slug : value.type };
}
