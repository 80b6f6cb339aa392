/** Where things stand in a package, below `<packageId>/`. */

export const bagDeclarationPath = "bagit.txt";
export const bagInfoPath = "bag-info.txt";
export const manifestPath = "manifest-sha256.txt";
export const tagManifestPath = "tagmanifest-sha256.txt";
export const submissionPath = "metadata/submission.dsse.json";
export const auditPath = "metadata/audit.txt";
/** Public key records carried along so that a machine without a registry can verify; never trusted by themselves. */
export const carriedKeysPath = "metadata/keys.json";

export function reviewPath(position: number): string {
  return `metadata/review-${String(position).padStart(2, "0")}.dsse.json`;
}

export const reviewPathPattern = /^metadata\/review-(0[1-9]|1[0-9]|20)\.dsse\.json$/;
export const payloadPathPattern = /^data\/(content\.json|files\/[0-9]{4}\.[a-z0-9]{1,8})$/;

const requiredTagFiles = [
  bagDeclarationPath,
  bagInfoPath,
  manifestPath,
  tagManifestPath,
  submissionPath,
  auditPath,
] as const;

/** Whether a path may stand in a package at all. */
export function isPackagePath(path: string): boolean {
  return (
    (requiredTagFiles as readonly string[]).includes(path) ||
    path === carriedKeysPath ||
    reviewPathPattern.test(path) ||
    payloadPathPattern.test(path)
  );
}

/** The files every package has besides its payload. */
export function missingPaths(paths: ReadonlySet<string>): readonly string[] {
  return [...requiredTagFiles, "data/content.json"].filter((path) => !paths.has(path));
}

/** Limits of the transport; a server may narrow `maxPackage`. */
export const packageLimits = {
  maxPackage: 2 * 1024 ** 3,
  maxEntries: 2000,
  maxNameBytes: 180,
  maxContent: 8 * 1024 * 1024,
  maxEnvelope: 256 * 1024,
  /** Manifests, bag-info, audit proof, carried keys. */
  maxTagFile: 1024 * 1024,
} as const;
