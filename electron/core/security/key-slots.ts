import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { z } from "zod";

import { lockout } from "../../../shared/domain/access/passphrase.ts";
import { dayOfInstant, type Instant } from "../../../shared/kernel/calendar-day.ts";
import { replaceFileDurably } from "./durable-file.ts";
import { seal, unseal } from "./sealed-box.ts";
import type { KdfParameters, PassphraseKdf, PassphraseKeys } from "./passphrase-key.ts";

/**
 * The keys of a data folder, wrapped once for every account by its own passphrase, and once for the recovery code.
 * Nothing on the disk opens the store without a passphrase; signing in is opening a slot, so no second list of
 * passphrase hashes exists. The file also counts failures, because it must work while the store is closed.
 */
export interface StoreKeys {
  readonly databaseKey: Uint8Array;
  /** age identity (AGE-SECRET-KEY-1…) of the content-addressed store. */
  readonly blobIdentity: string;
}

const hex = z.string().regex(/^[0-9a-f]*$/);
const slotShape = z.object({
  kind: z.enum(["account", "recovery"]),
  name: z.string(),
  salt: hex,
  memoryKiB: z.number().int(),
  passes: z.number().int(),
  wrapped: hex,
  /** The person's signing key under this passphrase, so that the slot and the key change in one file write. */
  signingKey: hex.optional(),
  /** Earlier passphrases as salted hashes of the slot key, newest first. */
  earlier: z.array(
    z.object({ salt: hex, memoryKiB: z.number().int(), passes: z.number().int(), check: hex }),
  ),
  failures: z.number().int().min(0),
  lockedUntil: z.string().optional(),
  lockDay: z.string().optional(),
  locksThatDay: z.number().int().min(0),
  disabled: z.boolean(),
});
const fileShape = z.object({
  version: z.literal(1),
  organisationName: z.string(),
  demo: z.boolean(),
  slots: z.array(slotShape),
});
type SlotFile = z.output<typeof fileShape>;
type Slot = SlotFile["slots"][number];

export type OpenSlotError =
  | { readonly type: "wrong-passphrase"; readonly attemptsLeft: number }
  | { readonly type: "account-locked"; readonly until?: string }
  | { readonly type: "account-disabled" };

export const slotsFileName = "keys.json";
const recoveryName = "recovery";
const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const fromHex = (text: string) => new Uint8Array(Buffer.from(text, "hex"));

function encodeKeys(keys: StoreKeys): Uint8Array {
  return Buffer.from(JSON.stringify({ db: toHex(keys.databaseKey), blobs: keys.blobIdentity }));
}

function decodeKeys(bytes: Uint8Array): StoreKeys {
  const parsed = z
    .object({ db: hex, blobs: z.string() })
    .parse(JSON.parse(Buffer.from(bytes).toString("utf8")));
  return { databaseKey: fromHex(parsed.db), blobIdentity: parsed.blobs };
}

export interface KeySlots {
  exists(): boolean;
  organisationName(): string | undefined;
  isDemo(): boolean;
  create(organisationName: string, demo: boolean): void;
  setOrganisationName(name: string): void;
  hasAccount(name: string): boolean;
  /** Adds or replaces the slot of an account; the caller holds the keys because the store is open. */
  putAccount(
    name: string,
    passphrase: string,
    keys: StoreKeys,
    /** Wraps the signing key the person keeps; its result lies in the slot until the next passphrase. */
    wrapSigningKey?: (personKey: Uint8Array) => Uint8Array,
  ): Promise<PassphraseKeys>;
  /** Adds the slot of a new account; undefined where the name is taken, also by who asked at the same moment. */
  addAccount(name: string, passphrase: string, keys: StoreKeys): Promise<PassphraseKeys | undefined>;
  /** Takes away the slot of an account that did not come to be. */
  removeAccount(name: string): void;
  /**
   * The same for a slot whose account did not come to be because the process was killed between the two; false where this process
   * has added the slot, whose account may be about to be.
   */
  removeLeftover(name: string): boolean;
  putRecovery(code: string, keys: StoreKeys): Promise<void>;
  open(
    name: string,
    passphrase: string,
    now: Date,
  ): Promise<
    | {
        ok: true;
        keys: StoreKeys;
        personKeys: PassphraseKeys;
        /** The wrapped signing key beside the slot; newer than the store's when a change was cut off. */
        signingKey: Uint8Array | undefined;
      }
    | { ok: false; error: OpenSlotError }
  >;
  openWithRecovery(code: string): Promise<StoreKeys | undefined>;
  wasUsedBefore(name: string, passphrase: string): Promise<boolean>;
  lockState(name: string, now: Date): "open" | "locked" | "disabled";
  unlock(name: string): void;
  setDisabled(name: string, disabled: boolean): void;
}

export function createKeySlots(
  folder: string,
  kdf: PassphraseKdf,
  parameters: KdfParameters,
  randomBytes: (n: number) => Uint8Array,
): KeySlots {
  const path = join(folder, slotsFileName);
  const read = (): SlotFile => fileShape.parse(JSON.parse(readFileSync(path, "utf8")));
  const write = (file: SlotFile) => replaceFileDurably(path, Buffer.from(JSON.stringify(file)));
  const find = (file: SlotFile, kind: Slot["kind"], name: string) =>
    file.slots.find((slot) => slot.kind === kind && slot.name.toLowerCase() === name.toLowerCase());
  const change = (kind: Slot["kind"], name: string, update: (slot: Slot) => void) => {
    const file = read();
    const slot = find(file, kind, name);
    if (!slot) return;
    update(slot);
    write(file);
  };
  const context = (kind: Slot["kind"], name: string) => `zwgk-slot/${kind}/${name.toLowerCase()}`;
  const checkOf = (keys: PassphraseKeys) => toHex(seal(keys.slotKey, Buffer.from("earlier"), "zwgk-earlier"));

  const put = async (
    kind: Slot["kind"],
    name: string,
    secret: string,
    keys: StoreKeys,
    wrapSigningKey?: (personKey: Uint8Array) => Uint8Array,
  ): Promise<PassphraseKeys> => {
    const salt = randomBytes(16);
    const derived = await kdf.derive(secret, salt, parameters);
    place(kind, name, salt, derived, keys, wrapSigningKey);
    return derived;
  };
  const place = (
    kind: Slot["kind"],
    name: string,
    salt: Uint8Array,
    derived: PassphraseKeys,
    keys: StoreKeys,
    wrapSigningKey?: (personKey: Uint8Array) => Uint8Array,
  ): void => {
    const file = read();
    const old = find(file, kind, name);
    const slot: Slot = {
      kind,
      name,
      salt: toHex(salt),
      memoryKiB: parameters.memoryKiB,
      passes: parameters.passes,
      wrapped: toHex(seal(derived.slotKey, encodeKeys(keys), context(kind, name))),
      ...(wrapSigningKey ? { signingKey: toHex(wrapSigningKey(derived.personKey)) } : {}),
      earlier: [
        {
          salt: toHex(salt),
          memoryKiB: parameters.memoryKiB,
          passes: parameters.passes,
          check: checkOf(derived),
        },
        ...(old?.earlier ?? []),
      ].slice(0, 5),
      failures: 0,
      locksThatDay: 0,
      disabled: old?.disabled ?? false,
    };
    write({ ...file, slots: [...file.slots.filter((entry) => entry !== old), slot] });
  };

  /** Attempts on one account wait for each other: passphrases tried at once are counted one by one (review.md §9). */
  const attempts = new Map<string, Promise<unknown>>();
  const inTurn = async <T>(name: string, act: () => Promise<T>): Promise<T> => {
    const key = name.toLowerCase();
    const turn = (attempts.get(key) ?? Promise.resolve()).then(act);
    const over = turn.catch(() => undefined);
    attempts.set(key, over);
    try {
      return await turn;
    } finally {
      if (attempts.get(key) === over) attempts.delete(key);
    }
  };

  /** The names of the accounts whose slots this process added. */
  const added = new Set<string>();
  const removeAccount = (name: string): void => {
    const file = read();
    const slot = find(file, "account", name);
    added.delete(name.toLowerCase());
    write({ ...file, slots: file.slots.filter((entry) => entry !== slot) });
  };

  const lockOf = (slot: Slot, now: Date): "open" | "locked" | "disabled" => {
    if (slot.disabled) return "disabled";
    if (slot.locksThatDay >= lockout.locksPerDay) return "locked";
    return slot.lockedUntil && slot.lockedUntil > now.toISOString() ? "locked" : "open";
  };

  return {
    exists: () => existsSync(path),
    organisationName: () => (existsSync(path) ? read().organisationName : undefined),
    isDemo: () => existsSync(path) && read().demo,
    create: (organisationName, demo) => write({ version: 1, organisationName, demo, slots: [] }),
    setOrganisationName: (organisationName) => write({ ...read(), organisationName }),
    hasAccount: (name) => find(read(), "account", name) !== undefined,
    putAccount: (name, passphrase, keys, wrapSigningKey) =>
      put("account", name, passphrase, keys, wrapSigningKey),
    addAccount: async (name, passphrase, keys) => {
      const salt = randomBytes(16);
      const derived = await kdf.derive(passphrase, salt, parameters);
      if (find(read(), "account", name)) return undefined;
      place("account", name, salt, derived, keys);
      added.add(name.toLowerCase());
      return derived;
    },
    removeAccount,
    removeLeftover: (name) => {
      if (added.has(name.toLowerCase())) return false;
      removeAccount(name);
      return true;
    },
    putRecovery: async (code, keys) => {
      await put("recovery", recoveryName, code, keys);
    },
    open: async (name, passphrase, now) =>
      inTurn(name, async () => {
        const slot = find(read(), "account", name);
        if (!slot) {
          // The same work for an unknown name, so that time does not tell which names exist.
          await kdf.derive(passphrase, randomBytes(16), parameters);
          return { ok: false, error: { type: "wrong-passphrase", attemptsLeft: lockout.failures - 1 } };
        }
        const state = lockOf(slot, now);
        if (state === "disabled") return { ok: false, error: { type: "account-disabled" } };
        if (state === "locked") {
          const until = slot.locksThatDay >= lockout.locksPerDay ? undefined : slot.lockedUntil;
          return { ok: false, error: { type: "account-locked", ...(until ? { until } : {}) } };
        }
        const personKeys = await kdf.derive(passphrase, fromHex(slot.salt), slot);
        const opened = unseal(personKeys.slotKey, fromHex(slot.wrapped), context("account", slot.name));
        if (opened) {
          if (slot.failures > 0 || slot.lockedUntil) {
            change("account", name, (entry) => {
              entry.failures = 0;
              delete entry.lockedUntil;
            });
          }
          return {
            ok: true,
            keys: decodeKeys(opened),
            personKeys,
            signingKey: slot.signingKey === undefined ? undefined : fromHex(slot.signingKey),
          };
        }
        let attemptsLeft = 0;
        let until: string | undefined;
        change("account", name, (entry) => {
          entry.failures += 1;
          attemptsLeft = lockout.failures - entry.failures;
          if (attemptsLeft > 0) return;
          const day = dayOfInstant(now.toISOString() as Instant);
          entry.locksThatDay = entry.lockDay === day ? entry.locksThatDay + 1 : 1;
          entry.lockDay = day;
          entry.failures = 0;
          entry.lockedUntil = new Date(now.getTime() + lockout.minutes * 60_000).toISOString();
          until = entry.lockedUntil;
        });
        return until
          ? { ok: false, error: { type: "account-locked", until } }
          : { ok: false, error: { type: "wrong-passphrase", attemptsLeft } };
      }),
    openWithRecovery: async (code) => {
      const slot = find(read(), "recovery", recoveryName);
      if (!slot) return undefined;
      const derived = await kdf.derive(code, fromHex(slot.salt), slot);
      const opened = unseal(derived.slotKey, fromHex(slot.wrapped), context("recovery", slot.name));
      return opened ? decodeKeys(opened) : undefined;
    },
    wasUsedBefore: async (name, passphrase) => {
      for (const earlier of find(read(), "account", name)?.earlier ?? []) {
        const derived = await kdf.derive(passphrase, fromHex(earlier.salt), earlier);
        if (unseal(derived.slotKey, fromHex(earlier.check), "zwgk-earlier")) return true;
      }
      return false;
    },
    lockState: (name, now) => {
      const slot = find(read(), "account", name);
      return slot ? lockOf(slot, now) : "disabled";
    },
    unlock: (name) =>
      change("account", name, (slot) => {
        slot.failures = 0;
        slot.locksThatDay = 0;
        delete slot.lockedUntil;
      }),
    setDisabled: (name, disabled) =>
      change("account", name, (slot) => {
        slot.disabled = disabled;
      }),
  };
}
