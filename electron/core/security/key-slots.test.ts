import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { checkPassphrase } from "../../../shared/domain/access/passphrase.ts";
import { createKeySlots, slotsFileName, type KeySlots, type StoreKeys } from "./key-slots.ts";
import { makePassphrase, makeRecoveryCode } from "./issued-passphrase.ts";
import type { PassphraseKdf } from "./passphrase-key.ts";
import { makeKey, unwrapKey, wrapKey } from "./person-keys.ts";
import { seal, unseal } from "./sealed-box.ts";

/** Not memory-hard: these tests are about the slots, not about Argon2id, which has its own vectors. */
const quickKdf: PassphraseKdf = {
  derive: async (passphrase, salt, parameters) => {
    const half = (label: string) =>
      new Uint8Array(
        createHash("sha256")
          .update(label)
          .update(salt)
          .update(`${parameters.memoryKiB}/${parameters.passes}/${passphrase}`)
          .digest(),
      );
    return { slotKey: half("slot"), personKey: half("person") };
  },
  close: async () => undefined,
};
const random = (n: number) => new Uint8Array(randomBytes(n));
const keys: StoreKeys = { databaseKey: random(32), blobIdentity: "AGE-SECRET-KEY-1TEST" };
const now = new Date("2026-09-16T01:00:00Z");

describe("key slots", () => {
  let folder: string;
  let slots: KeySlots;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "slots-"));
    slots = createKeySlots(folder, quickKdf, { memoryKiB: 64, passes: 1 }, random);
    slots.create("云州市住房和城乡建设局", false);
    await slots.putAccount("Zhoumin", "Right-passphrase-1", keys);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("each account opens the same keys with its own passphrase, whatever the case of its name", async () => {
    await slots.putAccount("hejing", "Another-passphrase-2", keys);
    for (const [name, secret] of [
      ["ZHOUMIN", "Right-passphrase-1"],
      ["hejing", "Another-passphrase-2"],
    ] as const) {
      const opened = await slots.open(name, secret, now);
      expect(opened.ok && [...opened.keys.databaseKey]).toEqual([...keys.databaseKey]);
    }
    expect((await slots.open("zhoumin", "Another-passphrase-2", now)).ok).toBe(false);
  });

  it("holds neither passphrase nor key in the clear", async () => {
    const text = readFileSync(join(folder, slotsFileName), "utf8");
    expect(text).not.toContain("Right-passphrase-1");
    expect(text).not.toContain(Buffer.from(keys.databaseKey).toString("hex"));
    expect(text).not.toContain("AGE-SECRET-KEY");
  });

  it("a slot of one account does not open under another's name", async () => {
    const path = join(folder, slotsFileName);
    writeFileSync(path, readFileSync(path, "utf8").replace('"Zhoumin"', '"Qianrui"'));
    expect((await slots.open("qianrui", "Right-passphrase-1", now)).ok).toBe(false);
  });

  it("the recovery code opens the keys when every passphrase is lost", async () => {
    const code = makeRecoveryCode(random);
    await slots.putRecovery(code, keys);
    expect((await slots.openWithRecovery(code))?.blobIdentity).toBe(keys.blobIdentity);
    expect(await slots.openWithRecovery(makeRecoveryCode(random))).toBeUndefined();
    // It is no account: nobody signs in with it.
    expect((await slots.open("recovery", code, now)).ok).toBe(false);
  });

  it("remembers five passphrases, no more", async () => {
    for (let n = 2; n <= 6; n += 1) await slots.putAccount("zhoumin", `Right-passphrase-${n}`, keys);
    const used = [];
    for (let n = 1; n <= 6; n += 1) used.push(await slots.wasUsedBefore("zhoumin", `Right-passphrase-${n}`));
    expect(used).toEqual([false, true, true, true, true, true]);
  });

  it("counts failures across processes: the count is in the file", async () => {
    for (let n = 0; n < 3; n += 1) await slots.open("zhoumin", "wrong", now);
    const later = createKeySlots(folder, quickKdf, { memoryKiB: 64, passes: 1 }, random);
    expect(await later.open("zhoumin", "wrong", now)).toEqual({
      ok: false,
      error: { type: "wrong-passphrase", attemptsLeft: 1 },
    });
    expect((await later.open("zhoumin", "wrong", now)).ok).toBe(false);
    expect(later.lockState("zhoumin", now)).toBe("locked");
    later.unlock("zhoumin");
    expect(later.lockState("zhoumin", now)).toBe("open");
  });

  it("counts guesses made at once one by one, and hears the right one among them no more", async () => {
    const guesses = Array.from({ length: 20 }, (_unused, n) =>
      n === 12 ? "Right-passphrase-1" : `wrong-${n}`,
    );
    const told = await Promise.all(guesses.map((guess) => slots.open("zhoumin", guess, now)));
    expect(told.slice(0, 4).map((each) => !each.ok && each.error.type)).toEqual(
      Array.from({ length: 4 }, () => "wrong-passphrase"),
    );
    expect(new Set(told.slice(4).map((each) => (each.ok ? "opened" : each.error.type)))).toEqual(
      new Set(["account-locked"]),
    );
  });

  it("counts the locks of a day of the office, not of Greenwich: the third opens for the security administrator alone", async () => {
    const lockAt = async (moment: string) => {
      let told;
      for (let n = 0; n < 5; n += 1) told = await slots.open("zhoumin", "wrong", new Date(moment));
      return told;
    };
    await lockAt("2026-09-16T22:00:00Z");
    await lockAt("2026-09-16T23:00:00Z");
    await lockAt("2026-09-17T01:00:00Z");
    const later = new Date("2026-09-17T06:00:00Z");
    expect(await slots.open("zhoumin", "Right-passphrase-1", later)).toEqual({
      ok: false,
      error: { type: "account-locked" },
    });
    slots.unlock("zhoumin");
    expect((await slots.open("zhoumin", "Right-passphrase-1", later)).ok).toBe(true);
  });

  it("gives a name asked for twice at once to one alone, whose passphrase opens", async () => {
    const made = await Promise.all(
      ["First-passphrase-1", "Second-passphrase-2"].map((secret) => slots.addAccount("hejing", secret, keys)),
    );
    expect(made.map((derived) => derived !== undefined)).toEqual([true, false]);
    expect((await slots.open("HEJING", "First-passphrase-1", now)).ok).toBe(true);
    expect(await slots.addAccount("ZHOUMIN", "Third-passphrase-3", keys)).toBeUndefined();
    expect(slots.removeLeftover("hejing")).toBe(false);
    slots.removeAccount("hejing");
    expect(slots.hasAccount("hejing")).toBe(false);
    expect(slots.removeLeftover("zhoumin")).toBe(true);
    expect(slots.hasAccount("zhoumin")).toBe(false);
  });

  it("a disabled slot stays disabled with a new passphrase", async () => {
    slots.setDisabled("zhoumin", true);
    await slots.putAccount("zhoumin", "Right-passphrase-2", keys);
    expect(await slots.open("zhoumin", "Right-passphrase-2", now)).toEqual({
      ok: false,
      error: { type: "account-disabled" },
    });
  });
});

describe("sealed boxes and wrapped keys", () => {
  it("open with their key and context, and with nothing else or a changed byte", () => {
    const key = random(32);
    const box = seal(key, Buffer.from("内容"), "here");
    expect(Buffer.from(unseal(key, box, "here") ?? []).toString()).toBe("内容");
    expect(unseal(random(32), box, "here")).toBeUndefined();
    expect(unseal(key, box, "there")).toBeUndefined();
    expect(unseal(key, box.subarray(0, 20), "here")).toBeUndefined();
    for (let at = 0; at < box.length; at += 1) {
      const changed = Uint8Array.from(box);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(unseal(key, changed, "here")).toBeUndefined();
    }
    expect(Buffer.from(seal(key, Buffer.from("内容"), "here")).equals(Buffer.from(box))).toBe(false);
  });
  it("a person's key unwraps for that person and keyid only", () => {
    const personKey = random(32);
    const key = makeKey();
    const wrapped = wrapKey(key, personKey);
    expect(unwrapKey(key.keyid, wrapped, personKey)?.keyid).toBe(key.keyid);
    expect(unwrapKey(makeKey().keyid, wrapped, personKey)).toBeUndefined();
    expect(unwrapKey(key.keyid, wrapped, random(32))).toBeUndefined();
  });
});

describe("issued passphrases", () => {
  it("satisfy the policy, differ, and hold no character that is misread on paper", () => {
    const made = Array.from({ length: 200 }, () => makePassphrase(random));
    expect(new Set(made).size).toBe(200);
    for (const passphrase of made) {
      expect(checkPassphrase(passphrase, "linxiaotong")).toBeUndefined();
      expect(passphrase).toMatch(/^[A-Za-z2-9-]{19}$/);
      expect(passphrase).not.toMatch(/[IlO01o]/);
    }
  });
  it("a recovery code has 160 bits in 32 characters", () => {
    expect(makeRecoveryCode(random)).toMatch(/^(?:[A-HJ-NP-Z2-9]{4}-){7}[A-HJ-NP-Z2-9]{4}$/);
  });
});
