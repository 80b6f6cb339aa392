import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { signerOf } from "../../electron/core/services/packages/keys.ts";
import { nodeCrypto } from "../../electron/core/services/packages/node-crypto.ts";
import { verifyPackageBytes } from "../../electron/core/services/packages/verify-package.ts";
import { calendarDay } from "../../shared/kernel/calendar-day.ts";
import type { Instant } from "../../shared/kernel/calendar-day.ts";
import { concatBytes } from "../../shared/sync-protocol/bytes.ts";
import { canonicalBytes } from "../../shared/sync-protocol/canonical-json.ts";
import { delegationListBytes, signDelegation } from "../../shared/sync-protocol/delegations.ts";
import type { KeyRecord } from "../../shared/sync-protocol/key-record.ts";
import { packageLimits } from "../../shared/sync-protocol/package-layout.ts";
import type { DelegationPredicate, ReviewPredicate } from "../../shared/sync-protocol/statements.ts";
import { checkZip } from "../../shared/sync-protocol/zip-profile.ts";
import { forgedCases } from "./forged-cases.ts";
import { flipBit, forgePackage, zipOf } from "./forge-package.ts";
import type { RawEntry } from "./forge-package.ts";
import {
  buildSample,
  people,
  sampleCase,
  sampleEntry,
  sampleId,
  sampleKeys,
  samplePerson,
  standardStages,
} from "./sample-package.ts";
import { printsEvidence } from "./evidence.ts";

/** T13: a second implementation, in Python and by common tools, judges our packages and the tampered ones alike. */

const script = fileURLToPath(new URL("../verifier/verify_package.py", import.meta.url));
const goldenFolder = fileURLToPath(new URL("../fixtures/golden-bags/", import.meta.url));
const golden = readdirSync(goldenFolder).filter((name) => name.endsWith(".zip"));

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "verifier-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface PythonVerdict {
  readonly valid: boolean;
  /** Why the register of delegations was not taken. */
  readonly delegations?: string;
  readonly problem?: string;
  readonly packageDigest?: string;
  readonly contentDigest?: string;
}

function python(paths: readonly string[], ...options: readonly string[]): readonly PythonVerdict[] {
  const run = spawnSync("python3", [script, ...options, ...paths], { encoding: "utf8", timeout: 100_000 });
  if (run.error) throw run.error;
  expect(run.stderr).toBe("");
  return run.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as PythonVerdict);
}

/** Digests of the golden bags: a change of them is a change of the format. */
const goldenDigests: Readonly<Record<string, string>> = {
  "zwgk-bag-1-entry.zip": "0516cdaf6c2bf9ea949c1a2d4d0299ad1bfd14b0a7cd3e5345b2fce51c75bb2f",
  "zwgk-bag-1-entry-marked.zip": "9a846824f68132a3c43b4742f542cfe1f3b171dc5049abf9341b11778f86927d",
  "zwgk-bag-1-case.zip": "e7e3907b7738699c81c3ccf98d492c6afffb724ed29ceea2b7f0881e67542a0f",
};

printsEvidence("T13 second implementation", {
  seed: "fixed",
  counts: () => `${golden.length} golden bags, ${forgedCases.length} forged packages`,
  invariants: "I6",
});

describe("golden bags", () => {
  it("all have a digest on record", () => {
    expect(golden.toSorted()).toEqual(Object.keys(goldenDigests).toSorted());
  });

  it.each(golden)("%s verifies here and in Python, with a library and without", (name) => {
    const path = join(goldenFolder, name);
    const report = verifyPackageBytes(new Uint8Array(readFileSync(path)), { trustedKeys: sampleKeys() });
    expect(report).toMatchObject({ valid: true, trusted: true, packageDigest: goldenDigests[name] });
    for (const options of [[], ["--pure"]]) {
      expect(python([path], ...options)).toEqual([
        expect.objectContaining({
          valid: true,
          packageDigest: goldenDigests[name],
          contentDigest: report.contentDigest,
        }),
      ]);
    }
  });

  it.each(golden)("%s is a plain ZIP and a plain bag for common tools", (name) => {
    const out = join(folder, name);
    const unzip = spawnSync("unzip", ["-q", join(goldenFolder, name), "-d", out], { encoding: "utf8" });
    expect({ status: unzip.status, stderr: unzip.stderr }).toEqual({ status: 0, stderr: "" });
    const [bag] = readdirSync(out);
    for (const manifest of ["manifest-sha256.txt", "tagmanifest-sha256.txt"]) {
      const sums = spawnSync("sha256sum", ["--check", "--strict", "--quiet", manifest], {
        cwd: join(out, bag ?? ""),
        encoding: "utf8",
      });
      expect({ status: sums.status, stdout: sums.stdout }).toEqual({ status: 0, stdout: "" });
    }
  });

  it.each(golden)("%s fails in both verifiers with a bit of any file flipped", (name) => {
    const bytes = new Uint8Array(readFileSync(join(goldenFolder, name)));
    const entries = checkZip(
      { size: bytes.length, read: (offset, length) => bytes.slice(offset, offset + length) },
      packageLimits,
    );
    const paths: string[] = [];
    for (const entry of entries.ok ? entries.value : []) {
      for (const part of [0, 0.3, 0.7]) {
        const changed = flipBit(bytes, entry.offset + Math.floor(part * entry.size));
        expect(verifyPackageBytes(changed).valid).toBe(false);
        const path = join(folder, `${name}-${paths.length}`);
        writeFileSync(path, changed);
        paths.push(path);
      }
    }
    expect(paths.length).toBeGreaterThan(30);
    expect(python(paths).filter((verdict) => verdict.valid)).toEqual([]);
  });
});

/** What only the receiver knows: its registry and the age of its rules. */
const receiverOnly = new Set([
  "reviews under rules that are too old",
  "a device nobody knows",
  "a revoked device",
]);

/** Where the parts of an archive stand whose end record has no comment. */
function partsOf(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length - 22;
  const directory = view.getUint32(end + 16, true);
  const second = directory + 46 + view.getUint16(directory + 28, true);
  return { view, end, directory, second };
}

type Change = (bytes: Uint8Array) => Uint8Array;
const at =
  (offset: (parts: ReturnType<typeof partsOf>) => number, value: number): Change =>
  (bytes) => {
    const changed = bytes.slice();
    changed[offset(partsOf(changed))] = value;
    return changed;
  };

/** Archives that ordinary tools read without complaint, or in which two tools would read two things. */
const tamperedZips: readonly (readonly [string, Change])[] = [
  ["another version in the local header", at(() => 4, 20 ^ 0x15)],
  ["another time in the local header", at(() => 10, 1)],
  ["another date in the local header", at(() => 12, 0x77)],
  ["another time in the directory", at(({ directory }) => directory + 12, 1)],
  ["a checksum of its own in the local header", at(() => 14, 0x5a)],
  ["a flag in the local header alone", at(() => 7, 0x20)],
  ["a flag in the directory alone", at(({ directory }) => directory + 9, 0x20)],
  ["an encrypted entry", at(({ directory }) => directory + 8, 1)],
  ["a method in the local header alone", at(() => 8, 8)],
  ["an extra field in the local header", at(() => 28, 4)],
  ["an entry on another disk", at(({ directory }) => directory + 34, 1)],
  ["an entry that is a folder", at(({ directory }) => directory + 38, 0x10)],
  ["an entry that is a link", at(({ directory }) => directory + 41, 0xa1)],
  ["a local name of its own", at(() => 30, 0x61)],
  ["an end record that counts less", at(({ end }) => end + 8, 1)],
  ["bytes before the first entry", (bytes) => concatBytes(new Uint8Array(4), bytes)],
  ["bytes after the end record", (bytes) => concatBytes(bytes, new Uint8Array(4))],
  [
    "a comment of the archive",
    (bytes) => concatBytes(at(({ end }) => end + 20, 3)(bytes), new TextEncoder().encode("abc")),
  ],
  [
    "a directory in another order than the entries",
    (bytes) => {
      const { directory, second, end } = partsOf(bytes);
      const third = second + 46 + partsOf(bytes).view.getUint16(second + 28, true);
      return concatBytes(
        bytes.slice(0, directory),
        bytes.slice(second, third),
        bytes.slice(directory, second),
        bytes.slice(third, end),
        bytes.slice(end),
      );
    },
  ],
  ["the same name twice", (bytes) => zipOf([...entriesOf(bytes), ...entriesOf(bytes).slice(0, 1)])],
  [
    "a name in capitals",
    (bytes) =>
      zipOf([
        ...entriesOf(bytes),
        { name: entriesOf(bytes)[0]?.name.toUpperCase() ?? "", bytes: new Uint8Array(1) },
      ]),
  ],
  [
    "more entries than may be",
    (bytes) =>
      zipOf([
        ...entriesOf(bytes),
        ...Array.from({ length: 2000 }, (_, n) => ({ name: `a/${n}`, bytes: new Uint8Array(0) })),
      ]),
  ],
];

function entriesOf(bytes: Uint8Array): RawEntry[] {
  const entries = checkZip(
    { size: bytes.length, read: (offset, length) => bytes.slice(offset, offset + length) },
    packageLimits,
  );
  if (!entries.ok) throw new Error(entries.error);
  return entries.value.map(({ name, offset, size }) => ({ name, bytes: bytes.slice(offset, offset + size) }));
}

describe("archives outside the profile", () => {
  it("are refused here and in Python, each of them", () => {
    const bytes = new Uint8Array(readFileSync(join(goldenFolder, "zwgk-bag-1-entry.zip")));
    expect(verifyPackageBytes(zipOf(entriesOf(bytes))).valid).toBe(true);
    const paths = tamperedZips.map(([, change], index) => {
      const path = join(folder, `tampered-${index}.zip`);
      writeFileSync(path, change(bytes));
      return path;
    });
    const honest = join(folder, "written-anew.zip");
    writeFileSync(honest, zipOf(entriesOf(bytes)));
    const verdicts = python([...paths, honest]);
    expect(verdicts.at(-1)).toMatchObject({ valid: true });
    const names = (taken: (index: number) => boolean): readonly string[] =>
      tamperedZips.flatMap(([name], index) => (taken(index) ? [name] : []));
    expect(names((index) => verdicts[index]?.valid === true)).toEqual([]);
    // Refused for what it is, not because the reader stumbled over it.
    expect(names((index) => verdicts[index]?.problem === "malformed")).toEqual([]);
    expect(names((index) => verifyPackageBytes(tamperedZips[index]?.[1](bytes) ?? bytes).valid)).toEqual([]);
  });
});

describe("decisions under a delegation", () => {
  const unit = sampleEntry().orgCode;
  const ofUnit = (record: KeyRecord): KeyRecord => ({
    ...record,
    orgCode: unit,
  });
  const admin = samplePerson("security administrator", ["securityAdmin"]);
  const deputy = samplePerson("deputy", ["drafter"]);
  const both = samplePerson("leader and reviewer", ["leader", "confidentialityReviewer"]);
  const strangers = [admin, deputy, both].map(({ record }) => ofUnit(record));
  const lent: DelegationPredicate = {
    delegationId: sampleId("lent"),
    kind: "deputy",
    stage: "leaderApproval",
    fromPersonId: people.leader.personId,
    toPersonId: deputy.personId,
    validFrom: calendarDay("2026-03-01"),
    validUntil: calendarDay("2026-03-31"),
    orgCode: unit,
    claimedAt: "2026-02-28T01:00:00Z" as Instant,
  };
  const sign = async (predicate: DelegationPredicate, by = admin) =>
    await signDelegation(nodeCrypto, predicate, signerOf(by.key.privateKey));
  const claimed = ({ delegationId, fromPersonId, validFrom, validUntil }: DelegationPredicate) => ({
    delegationId,
    fromPersonId,
    validFrom,
    validUntil,
  });
  let keysPath = "";
  let made = 0;
  const write = (bytes: Uint8Array): string => {
    made += 1;
    const path = join(folder, `delegation-${made}`);
    writeFileSync(path, bytes);
    return path;
  };
  /** What Python says of a package whose stage `lent` lends was decided so, under this register. */
  const judged = async (
    register: readonly Uint8Array[],
    predicate: Partial<ReviewPredicate>,
    by = deputy,
    others: NonNullable<Parameters<typeof forgePackage>[0]>["reviews"] = standardStages
      .filter((stage) => stage !== lent.stage)
      .map((stage) => ({ stage })),
  ): Promise<string | undefined> => {
    const forged = await forgePackage({
      reviews: [...others, { stage: lent.stage, person: by, predicate }],
      input: { keys: [...sampleKeys(), ...strangers] },
    });
    const list = write(delegationListBytes(register));
    const [verdict] = python([write(forged.zip)], "--keys", keysPath, "--delegations", list);
    return verdict?.valid === true ? "valid" : (verdict?.problem ?? verdict?.delegations);
  };
  beforeAll(() => {
    const keys = [...sampleKeys().map((record) => ofUnit(record)), ...strangers];
    keysPath = write(canonicalBytes({ schema: "zwgk.keys/1", keys }));
  });

  it("are valid as registered, and only so", async () => {
    const register = [await sign(lent)];
    const days = (validUntil: string) => ({ ...claimed(lent), validUntil: calendarDay(validUntil) });
    const good = { delegation: claimed(lent) };
    expect(await judged(register, good)).toBe("valid");
    expect(await judged([], good)).toBe("delegation-not-registered");
    expect(await judged(register, { delegation: days("2026-12-31") })).toBe("delegation-differs");
    expect(await judged(register, good, both)).toBe("delegation-differs");
    expect(await judged(register, { ...good, claimedAt: "2026-03-31T16:00:00Z" as Instant })).toBe(
      "delegation",
    );
    const ended = await sign({ ...lent, endedAt: "2026-03-02T02:00:00Z" as Instant }, people.leader);
    // The sample's decisions are signed at 02:11:09.
    expect(await judged([...register, ended], good)).toBe("delegation-ended");
    const before = { ...good, claimedAt: "2026-03-02T01:59:59Z" as Instant };
    expect(await judged([ended, ...register], before)).toBe("valid");
  });

  it("do not count when who lent the right decided another stage", async () => {
    const ofBoth = { ...lent, fromPersonId: both.personId };
    const others = [
      { stage: "selfCheck" as const },
      { stage: "confidentialityCheck" as const, person: both },
    ];
    const register = [await sign(ofBoth)];
    expect(await judged(register, { delegation: claimed(ofBoth) }, deputy, others)).toBe("same-person");
  });

  it.each<[string, Partial<DelegationPredicate>, string, (typeof people)["leader"]?]>([
    ["signed by the deputy", {}, "delegation-signer", deputy],
    ["signed by who lends it", {}, "delegation-signer", people.leader],
    ["of a right the lender does not hold", { fromPersonId: people.unitHead.personId }, "lender"],
    ["to an administrator", { toPersonId: people.auditor.personId }, "deputy"],
    ["for longer than a delegation lasts", { validUntil: calendarDay("2026-12-31") }, "delegation-days"],
    ["of another unit", { orgCode: "11370400000000001X" }, "delegation-signer"],
  ])("are not registered by one %s", async (_name, change, problem, by) => {
    const other = { ...lent, ...change };
    expect(await judged([await sign(other, by)], { delegation: claimed(other) })).toBe(problem);
  });

  it("are not registered by one that was changed after it was signed", async () => {
    const text = Buffer.from(await sign(lent)).toString("utf8");
    const { payload } = JSON.parse(text) as { payload: string };
    const longer = Buffer.from(payload, "base64").toString("utf8").replace("2026-03-31", "2026-04-30");
    const changed = new Uint8Array(
      Buffer.from(text.replace(payload, Buffer.from(longer).toString("base64"))),
    );
    expect(await judged([changed], { delegation: claimed(lent) })).toBe("signature");
  });
});

describe("forged packages", () => {
  it("are refused by the Python verifier too, but for what only the receiver knows", async () => {
    const names: string[] = [];
    const paths: string[] = [];
    for (const [index, one] of forgedCases.entries()) {
      const path = join(folder, `forged-${index}.zip`);
      writeFileSync(path, (await one.build()).zip);
      names.push(one.name);
      paths.push(path);
    }
    const verdicts = python(paths);
    expect(verdicts).toHaveLength(names.length);
    const accepted = names.filter((_, index) => verdicts[index]?.valid === true);
    expect(accepted.toSorted()).toEqual([...receiverOnly].toSorted());
  });

  it("does not refuse honest ones", async () => {
    const paths: string[] = [];
    for (const [index, options] of [
      { label: "honest entry" },
      { label: "honest case", content: sampleCase() },
      {
        label: "honest mark with a planned time",
        content: sampleEntry({
          kind: "correct",
          revNo: 2,
          parents: ["aa".repeat(32)],
          scope: {
            ...sampleEntry().scope,
            notBefore: "2027-01-04T01:00:00Z" as Instant,
            validity: { mark: "repealed", from: calendarDay("2026-04-01"), basis: "样数〔2026〕9号" },
          },
        }),
      },
      {
        label: "honest named channels",
        content: sampleEntry({
          scope: {
            ...sampleEntry().scope,
            namedChannels: [{ id: "c1", kind: "website", name: "市政府网站信息公开专栏" }],
          },
        }),
      },
    ].entries()) {
      const path = join(folder, `honest-${index}.zip`);
      await (await buildSample(options)).writeZip(path);
      paths.push(path);
    }
    expect(python(paths).map((verdict) => verdict.valid)).toEqual([true, true, true, true]);
  });
});
