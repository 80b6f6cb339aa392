import { crc32 } from "node:zlib";

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { concatBytes, utf8Bytes } from "./bytes.ts";
import { packageLimits } from "./package-layout.ts";
import { checkZip, splitFolder } from "./zip-profile.ts";
import type { RandomAccess } from "./zip-profile.ts";
import { planZip } from "./zip-writer.ts";

function access(bytes: Uint8Array): RandomAccess {
  return {
    size: bytes.length,
    read: (offset, length) => {
      // The reader promises never to ask outside the file; a hostile archive must not make it break that.
      if (offset < 0 || length < 0 || offset + length > bytes.length)
        throw new Error("read outside the file");
      return bytes.slice(offset, offset + length);
    },
  };
}
const check = (bytes: Uint8Array) => checkZip(access(bytes), packageLimits);

function zip(entries: Readonly<Record<string, string>>): Uint8Array {
  const contents = Object.entries(entries).map(([name, text]) => ({ name, bytes: utf8Bytes(text) }));
  const plan = planZip(
    contents.map(({ name, bytes }) => ({ name, size: bytes.length, crc32: crc32(bytes) })),
  );
  return concatBytes(
    ...contents.flatMap(({ bytes }, index) => [plan.localHeaders[index] as Uint8Array, bytes]),
    plan.tail,
  );
}

const good = zip({ "p/bagit.txt": "one", "p/data/a.txt": "two" });
const end = good.length - 22;
const directory = new DataView(good.buffer).getUint32(end + 16, true);
const secondLocal = 30 + "p/bagit.txt".length + 3;
const secondCentral = directory + 46 + "p/bagit.txt".length;

type Patch = (bytes: Uint8Array, view: DataView) => Uint8Array | void;
function patched(patch: Patch): Uint8Array {
  const copy = good.slice();
  return patch(copy, new DataView(copy.buffer)) ?? copy;
}
const both =
  (local: number, central: number, value: number): Patch =>
  (_, view) => {
    view.setUint16(secondLocal + local, value, true);
    view.setUint16(secondCentral + central, value, true);
  };
const rename =
  (from: string, to: string): Patch =>
  (bytes) => {
    let at = -1;
    const buffer = Buffer.from(bytes.buffer);
    while ((at = buffer.indexOf(from, at + 1)) >= 0) buffer.write(to, at);
  };

describe("the ZIP profile", () => {
  it("accepts what the writer writes and finds every content", () => {
    const entries = check(good);
    expect(entries.ok && entries.value.map((entry) => entry.name)).toEqual(["p/bagit.txt", "p/data/a.txt"]);
    const [first] = entries.ok ? entries.value : [];
    expect(first && Buffer.from(good.slice(first.offset, first.offset + first.size)).toString()).toBe("one");
    const split = entries.ok ? splitFolder(entries.value) : undefined;
    expect(split).toMatchObject({ ok: true, value: { folder: "p" } });
  });

  const hostile: readonly (readonly [string, Patch, string])[] = [
    ["bytes before the archive", (bytes) => concatBytes(utf8Bytes("x"), bytes), "directory-misplaced"],
    ["bytes behind the archive", (bytes) => concatBytes(bytes, utf8Bytes("x")), "no-end-record"],
    [
      "a comment",
      (bytes, view) => (view.setUint16(end + 20, 1, true), concatBytes(bytes, utf8Bytes("x"))),
      "no-end-record",
    ],
    ["an announced comment", (_, view) => view.setUint16(end + 20, 1, true), "comment"],
    ["several disks", (_, view) => view.setUint16(end + 4, 1, true), "several-disks"],
    ["differing entry counts", (_, view) => view.setUint16(end + 8, 1, true), "several-disks"],
    [
      "an entry hidden from the directory",
      (_, view) => {
        view.setUint16(end + 8, 1, true);
        view.setUint16(end + 10, 1, true);
      },
      "directory-malformed",
    ],
    [
      "more entries than there are",
      (_, view) => {
        view.setUint16(end + 8, 3, true);
        view.setUint16(end + 10, 3, true);
      },
      "directory-malformed",
    ],
    [
      "65,535 entries announced",
      (_, view) => {
        view.setUint16(end + 8, 0xffff, true);
        view.setUint16(end + 10, 0xffff, true);
      },
      "too-many-entries",
    ],
    ["compression", both(8, 10, 8), "compressed"],
    [
      "compression named only in the local header",
      (_, view) => view.setUint16(secondLocal + 8, 8, true),
      "compressed",
    ],
    [
      "a bomb: small compressed, large uncompressed",
      (_, view) => view.setUint32(secondCentral + 24, 0x7fffffff, true),
      "compressed",
    ],
    ["encryption", both(6, 8, 1), "encrypted"],
    ["strong encryption", both(6, 8, 64), "flags"],
    ["patched data", both(6, 8, 32), "flags"],
    ["masked headers", both(6, 8, 1 << 13), "flags"],
    ["flags that differ", (_, view) => view.setUint16(secondLocal + 6, 1 << 11, true), "headers-differ"],
    ["a data descriptor that is not there", both(6, 8, 8), "data-descriptor"],
    ["a local name that differs", (bytes) => void (bytes[secondLocal + 30] = 0x71), "headers-differ"],
    ["a local size that differs", (_, view) => view.setUint32(secondLocal + 22, 2, true), "headers-differ"],
    [
      "a local checksum that differs",
      (_, view) => view.setUint32(secondLocal + 14, 2, true),
      "headers-differ",
    ],
    [
      "a local version that differs",
      (_, view) => view.setUint16(secondLocal + 4, 45, true),
      "headers-differ",
    ],
    ["a local time that differs", (_, view) => view.setUint16(secondLocal + 10, 7, true), "headers-differ"],
    ["a local date that differs", (_, view) => view.setUint16(secondLocal + 12, 7, true), "headers-differ"],
    ["overlapping entries", (_, view) => view.setUint32(secondCentral + 42, 0, true), "gap-or-overlap"],
    [
      "an entry that reaches into the directory",
      (_, view) => {
        for (const at of [secondLocal + 18, secondLocal + 22, secondCentral + 20, secondCentral + 24]) {
          view.setUint32(at, 200, true);
        }
      },
      "gap-or-overlap",
    ],
    [
      "an offset outside the file",
      (_, view) => view.setUint32(secondCentral + 42, 0x7ffffff0, true),
      "gap-or-overlap",
    ],
    [
      "a symbolic link",
      (_, view) => view.setUint32(secondCentral + 38, 0o120777 * 65536, true),
      "not-a-file",
    ],
    ["a device", (_, view) => view.setUint32(secondCentral + 38, 0o020666 * 65536, true), "not-a-file"],
    ["a folder entry", (_, view) => view.setUint32(secondCentral + 38, 0x10, true), "not-a-file"],
    ["an entry comment", (_, view) => view.setUint16(secondCentral + 32, 1, true), "comment"],
    [
      "an extra field in the directory",
      (_, view) => view.setUint16(secondCentral + 30, 4, true),
      "extra-field",
    ],
    [
      "an extra field in the local header",
      (_, view) => view.setUint16(secondLocal + 28, 4, true),
      "extra-field",
    ],
    [
      "a directory that is too long",
      (_, view) => {
        view.setUint32(end + 12, end - 10, true);
        view.setUint32(end + 16, 10, true);
      },
      "directory-malformed",
    ],
    ["a way out of the folder", rename("p/data/a.txt", "p/../../x.tx"), "name"],
    ["an absolute name", rename("p/data/a.txt", "/p/data/x.tx"), "name"],
    ["a drive letter", rename("p/data/a.txt", "c:/data/a.tx"), "name"],
    ["a backslash", rename("p/data/a.txt", "p\\data\\a.tx"), "name"],
    ["capital letters", rename("p/data/a.txt", "p/DATA/a.txt"), "name"],
    ["a hidden file", rename("p/data/a.txt", "p/data/.htx"), "name"],
    ["a name ending in a slash", rename("p/data/a.txt", "p/data/abcd/"), "name"],
    ["an empty step", rename("p/data/a.txt", "p//ata/a.txt"), "name"],
    ["a control character", rename("p/data/a.txt", "p/data/\n.txt"), "name"],
    ["a truncated archive", (bytes) => bytes.slice(0, -30), "no-end-record"],
    ["nothing", () => new Uint8Array(0), "too-small"],
  ];
  it.each(hostile)("refuses %s", (_, patch, problem) => {
    expect(check(patched(patch))).toEqual({ ok: false, error: problem });
  });

  it("refuses the same name twice, in one case or two folders", () => {
    const twice = zip({ "p/a.txt": "1", "p/b.txt": "2" });
    const renamed = Buffer.from(twice);
    let at = -1;
    while ((at = renamed.indexOf("p/b.txt", at + 1)) >= 0) renamed.write("p/a.txt", at);
    expect(check(new Uint8Array(renamed))).toEqual({ ok: false, error: "duplicate-name" });
    const folders = check(zip({ "p/a.txt": "1", "q/a.txt": "2" }));
    expect(folders.ok && splitFolder(folders.value)).toEqual({ ok: false, error: "several-folders" });
    const none = check(zip({ "a.txt": "1" }));
    expect(none.ok && splitFolder(none.value)).toEqual({ ok: false, error: "several-folders" });
  });

  it("accepts a data descriptor that repeats what the headers say", () => {
    const content = utf8Bytes("two");
    const descriptor = new Uint8Array(16);
    const view = new DataView(descriptor.buffer);
    view.setUint32(0, 0x08074b50, true);
    view.setUint32(4, crc32(content), true);
    view.setUint32(8, 3, true);
    view.setUint32(12, 3, true);
    const bytes = patched(both(6, 8, 8));
    const streamed = concatBytes(bytes.slice(0, directory), descriptor, bytes.slice(directory));
    new DataView(streamed.buffer).setUint32(streamed.length - 6, directory + 16, true);
    expect(check(streamed).ok).toBe(true);
  });

  it("reads no byte outside the file and never throws, whatever is changed (bounded fuzz)", () => {
    const change = fc.record({ at: fc.nat(good.length - 1), value: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), fc.nat(good.length), (changes, cut) => {
        const bytes = good.slice(0, cut < good.length / 4 ? good.length - cut : good.length);
        for (const { at, value } of changes) if (at < bytes.length) bytes[at] = value;
        const result = check(bytes);
        const inside = !result.ok || result.value.every((entry) => entry.offset + entry.size <= bytes.length);
        expect(inside).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it("costs a bounded directory, whatever the end record claims", () => {
    const large = new Uint8Array(64 * 1024);
    large.set(good.slice(end), large.length - 22);
    const view = new DataView(large.buffer);
    view.setUint32(large.length - 22 + 12, large.length - 22, true);
    view.setUint32(large.length - 22 + 16, 0, true);
    let read = 0;
    const counted: RandomAccess = {
      size: large.length,
      read: (offset, length) => {
        read += length;
        return large.slice(offset, offset + length);
      },
    };
    expect(checkZip(counted, packageLimits)).toEqual({ ok: false, error: "directory-malformed" });
    expect(read).toBeLessThan(1000);
  });
});
