import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { concatBytes, equalBytes, toHex, utf8Bytes } from "./bytes.ts";
import {
  appendLeaf,
  appendLeafWithNodes,
  emptyFrontier,
  emptyRoot,
  isFrontier,
  leafHash,
  nodeHash,
  rootOf,
} from "./merkle.ts";
import {
  consistencyProof,
  inclusionProof,
  rootAt,
  verifyConsistency,
  verifyInclusion,
} from "./merkle-proofs.ts";
import {
  bundleBytes,
  entriesPath,
  parseBundle,
  tileBytes,
  tileNodeReader,
  tilePath,
  tilesBetween,
} from "./tiles.ts";

const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash("sha256").update(bytes).digest());
const fixture = (name: string): string =>
  readFileSync(new URL(`../../tests/fixtures/vectors/${name}`, import.meta.url), "utf8");
const base64 = (text: string | null): Uint8Array => new Uint8Array(Buffer.from(text ?? "", "base64"));

/** MTH exactly as RFC 6962, 2.1 defines it: the reference that the incremental code is held against. */
function definedRoot(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return emptyRoot(sha256);
  const only = leaves[0];
  if (leaves.length === 1 && only) return only;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return sha256(concatBytes(Uint8Array.of(1), definedRoot(leaves.slice(0, k)), definedRoot(leaves.slice(k))));
}

/** All nodes of a tree over numbered entries, kept as a store would. */
function growTree(size: number): {
  leaves: Uint8Array[];
  read: (level: number, index: number) => Uint8Array;
} {
  const nodes = new Map<string, Uint8Array>();
  const leaves: Uint8Array[] = [];
  let frontier = emptyFrontier;
  for (let i = 0; i < size; i++) {
    const leaf = leafHash(sha256, utf8Bytes(`entry ${i}`));
    leaves.push(leaf);
    const step = appendLeafWithNodes(sha256, frontier, leaf);
    frontier = step.frontier;
    for (const node of step.nodes) nodes.set(`${node.level}/${node.index}`, node.hash);
  }
  return {
    leaves,
    read: (level, index) => {
      const hash = nodes.get(`${level}/${index}`);
      if (!hash) throw new Error(`no node ${level}/${index}`);
      return hash;
    },
  };
}

describe("tree hashes (RFC 6962, 2.1)", () => {
  it("hashes the empty tree, the empty leaf and a node as Certificate Transparency's reference tests do", () => {
    expect(toHex(emptyRoot(sha256))).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect(toHex(leafHash(sha256, new Uint8Array(0)))).toBe(
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    );
    expect(toHex(nodeHash(sha256, utf8Bytes("N123"), utf8Bytes("N456")))).toBe(
      "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb",
    );
  });

  it("keeps the root of every size equal to the definition", () => {
    const { leaves } = growTree(70);
    let frontier = emptyFrontier;
    for (let size = 0; size <= leaves.length; size++) {
      expect(toHex(rootOf(sha256, frontier))).toBe(toHex(definedRoot(leaves.slice(0, size))));
      expect(isFrontier(frontier)).toBe(true);
      const next = leaves[size];
      if (next) frontier = appendLeaf(sha256, frontier, next);
    }
    expect(isFrontier({ size: 5, hashes: frontier.hashes.slice(0, 1) })).toBe(false);
  });
});

interface InclusionVector {
  readonly leafIdx: number;
  readonly treeSize: number;
  readonly root: string;
  readonly leafHash: string;
  readonly proof: readonly string[] | null;
  readonly wantErr: boolean;
  readonly name: string;
}
interface ConsistencyVector {
  readonly size1: number;
  readonly size2: number;
  readonly root1: string;
  readonly root2: string;
  readonly proof: readonly string[] | null;
  readonly wantErr: boolean;
  readonly name: string;
}
function vectors<T>(name: string): T[] {
  return fixture(name)
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
}

describe("proofs of transparency-dev/merkle", () => {
  it.each(vectors<InclusionVector>("merkle-inclusion.jsonl"))("$name", (vector) => {
    const good = verifyInclusion(sha256, {
      index: vector.leafIdx,
      size: vector.treeSize,
      leafHash: base64(vector.leafHash),
      proof: (vector.proof ?? []).map(base64),
      root: base64(vector.root),
    });
    expect(good).toBe(!vector.wantErr);
  });

  it.each(vectors<ConsistencyVector>("merkle-consistency.jsonl"))("$name", (vector) => {
    const good = verifyConsistency(sha256, {
      oldSize: vector.size1,
      size: vector.size2,
      oldRoot: base64(vector.root1),
      root: base64(vector.root2),
      proof: (vector.proof ?? []).map(base64),
    });
    expect(good).toBe(!vector.wantErr);
  });
});

describe("proofs we make", () => {
  const size = 45;
  const { leaves, read } = growTree(size);
  const roots = Array.from({ length: size + 1 }, (_, n) => definedRoot(leaves.slice(0, n)));

  it("verify for every index of every size", () => {
    for (let n = 1; n <= size; n++) {
      const root = roots[n] as Uint8Array;
      expect(equalBytes(rootAt(sha256, read, n), root)).toBe(true);
      for (let index = 0; index < n; index++) {
        const claim = {
          index,
          size: n,
          leafHash: leaves[index] as Uint8Array,
          proof: inclusionProof(sha256, read, index, n),
          root,
        };
        expect(verifyInclusion(sha256, claim)).toBe(true);
        expect(n > 1 && verifyInclusion(sha256, { ...claim, index: (index + 1) % n })).toBe(false);
      }
    }
  });

  it("verify for every pair of sizes, and not for a changed entry", () => {
    for (let n = 0; n <= size; n++) {
      for (let m = 1; m <= n; m++) {
        const claim = {
          oldSize: m,
          size: n,
          oldRoot: roots[m] as Uint8Array,
          root: roots[n] as Uint8Array,
          proof: consistencyProof(sha256, read, m, n),
        };
        expect(verifyConsistency(sha256, claim)).toBe(true);
        const oldRoot = Uint8Array.from(claim.oldRoot);
        oldRoot[0] = (oldRoot[0] ?? 0) ^ 1;
        expect(verifyConsistency(sha256, { ...claim, oldRoot })).toBe(false);
      }
    }
  });

  it("fail with any bit of proof, root or leaf changed (property)", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: size }), fc.nat(), fc.nat(), fc.nat(), (n, at, where, bit) => {
        const index = at % n;
        const parts = [
          Uint8Array.from(leaves[index] as Uint8Array),
          Uint8Array.from(roots[n] as Uint8Array),
          ...inclusionProof(sha256, read, index, n).map((hash) => Uint8Array.from(hash)),
        ];
        const victim = parts[where % parts.length] as Uint8Array;
        victim[(bit >> 3) % 32] = (victim[(bit >> 3) % 32] ?? 0) ^ (1 << (bit & 7));
        const [leaf, root, ...proof] = parts as [Uint8Array, Uint8Array, ...Uint8Array[]];
        expect(verifyInclusion(sha256, { index, size: n, leafHash: leaf, root, proof })).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

describe("tiles (C2SP tlog-tiles)", () => {
  it("names files as the specification's examples do", () => {
    expect(tilePath({ level: 0, index: 1234067, width: 256 })).toBe("tile/0/x001/x234/067");
    expect(tilePath({ level: 1, index: 0, width: 17 })).toBe("tile/1/000.p/17");
    expect(entriesPath(273, 112)).toBe("tile/entries/273.p/112");
  });

  it("lists the tiles of a tree of 70,000 as the specification counts them", () => {
    const tiles = tilesBetween(0, 70_000);
    const count = (level: number, full: boolean): number =>
      tiles.filter((tile) => tile.level === level && (tile.width === 256) === full).length;
    expect([count(0, true), count(0, false), count(1, true), count(1, false), count(2, false)]).toEqual([
      273, 1, 1, 1, 1,
    ]);
    expect(tiles.filter((tile) => tile.width !== 256).map((tile) => tile.width)).toEqual([112, 17, 1]);
    expect(tilesBetween(0, 256).map(tilePath)).toEqual(["tile/0/000", "tile/1/000.p/1"]);
    expect(tilesBetween(255, 257).map(tilePath)).toEqual(["tile/0/000", "tile/0/001.p/1", "tile/1/000.p/1"]);
    expect(tilesBetween(300, 300)).toEqual([]);
  });

  it("answer every proof", () => {
    const size = 700;
    const { leaves, read } = growTree(size);
    const files = new Map(tilesBetween(0, size).map((tile) => [tilePath(tile), tileBytes(read, tile)]));
    const fromTiles = tileNodeReader(sha256, size, (tile) => {
      const bytes = files.get(tilePath(tile));
      if (!bytes) throw new Error("no such tile");
      return bytes;
    });
    const root = definedRoot(leaves);
    expect(equalBytes(rootAt(sha256, fromTiles, size), root)).toBe(true);
    for (const index of [0, 255, 256, 511, 512, 699]) {
      const proof = inclusionProof(sha256, fromTiles, index, size);
      const claim = { index, size, leafHash: leaves[index] as Uint8Array, proof, root };
      expect(verifyInclusion(sha256, claim)).toBe(true);
    }
    const oldRoot = definedRoot(leaves.slice(0, 257));
    const proof = consistencyProof(sha256, fromTiles, 257, size);
    expect(verifyConsistency(sha256, { oldSize: 257, size, oldRoot, root, proof })).toBe(true);
  });

  it("bundles entries and reads them back, never a cut-off one", () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 }),
        fc.nat(),
        (entries, cut) => {
          const bytes = bundleBytes(entries);
          expect(parseBundle(bytes)).toEqual(entries);
          const end = bytes.length === 0 ? 0 : cut % bytes.length;
          const read = parseBundle(bytes.slice(0, end));
          expect(read === undefined || bytes.length === 0 || read.length < entries.length).toBe(true);
        },
      ),
      { numRuns: 100 },
    );
  });
});
