import { execFileSync } from "node:child_process";
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { fromBase64, toBase64 } from "../../shared/sync-protocol/bytes.ts";
import { certificationRequest } from "../../shared/sync-protocol/x509/certification-request.ts";
import { Authority, isDueForRenewal, newAuthority, newTlsKey, provenKey } from "./authority.ts";

const now = new Date("2026-09-16T01:00:00Z");
const deviceId = "01920000-0000-7000-8000-000000000001";

function openssl(...args: readonly string[]): string {
  return execFileSync("openssl", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/** What OpenSSL says of the certificates: as a program of its own, and inside Node. */
describe("the private CA", () => {
  const made = newAuthority("zwgk/370400/log/1", now);
  const authority = new Authority({ ...made, now: () => now });
  const tlsKey = newTlsKey();
  const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const spki = new Uint8Array(pair.publicKey.export({ format: "der", type: "spki" }));
  const server = authority.issueServer(tlsKey, ["zwgk.example.gov.cn", "10.0.0.7", "fd00::7", "localhost"]);
  const device = authority.issueDevice(deviceId, spki);
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "authority-"));
    for (const [name, text] of Object.entries({ root: made.root, issuing: made.issuing, server, device }))
      writeFileSync(join(folder, name), text);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ["server", "sslserver"],
    ["device", "sslclient"],
  ])("%s verifies strictly as %s, and not as the other", (name, purpose) => {
    const verify = (as: string): string =>
      openssl(
        "verify",
        "-x509_strict",
        "-attime",
        String(now.getTime() / 1000),
        "-purpose",
        as,
        "-CAfile",
        join(folder, "root"),
        "-untrusted",
        join(folder, "issuing"),
        join(folder, name),
      );
    expect(verify(purpose)).toContain(": OK");
    expect(() => verify(purpose === "sslserver" ? "sslclient" : "sslserver")).toThrow(/unsuitable|purpose/);
  });

  it("names the server's hosts and addresses and the device, and nothing else", () => {
    expect(new X509Certificate(server).subjectAltName).toBe(
      "DNS:zwgk.example.gov.cn, IP Address:10.0.0.7, IP Address:FD00:0:0:0:0:0:0:7, DNS:localhost",
    );
    expect(new X509Certificate(device).subjectAltName).toBe(`URI:urn:zwgk:device:${deviceId}`);
    expect(new X509Certificate(server).checkIP("10.0.0.7")).toBe("10.0.0.7");
    expect(new X509Certificate(server).checkHost("other.example.gov.cn")).toBeUndefined();
  });

  it("makes authorities of root and issuing key only, each with its own serial number", () => {
    const all = [made.root, made.issuing, server, device].map((text) => new X509Certificate(text));
    expect(all.map((one) => one.ca)).toEqual([true, true, false, false]);
    expect(new Set(all.map((one) => one.serialNumber)).size).toBe(4);
    for (const one of all) expect(one.serialNumber.length).toBe(32);
    expect(openssl("x509", "-in", join(folder, "root"), "-noout", "-text")).toMatch(/CA:TRUE, pathlen:1/);
    expect(openssl("x509", "-in", join(folder, "issuing"), "-noout", "-text")).toMatch(/CA:TRUE, pathlen:0/);
  });

  it("certifies the key it was given", () => {
    expect(new X509Certificate(device).checkPrivateKey(pair.privateKey)).toBe(true);
    const key = createPrivateKey({ key: Buffer.from(tlsKey), format: "der", type: "pkcs8" });
    expect(new X509Certificate(server).publicKey.equals(createPublicKey(key))).toBe(true);
  });

  it("renews after two thirds of the life of a certificate", () => {
    const after = (days: number): Date => new Date(now.getTime() + days * 86_400_000);
    expect(isDueForRenewal(device, after(720))).toBe(false);
    expect(isDueForRenewal(device, after(740))).toBe(true);
  });

  it("believes a request only when the key in it signed it", () => {
    const csr = certificationRequest(
      deviceId,
      spki,
      (message) => new Uint8Array(sign("sha256", message, pair.privateKey)),
    );
    writeFileSync(join(folder, "csr"), csr);
    expect(openssl("req", "-verify", "-noout", "-inform", "DER", "-in", join(folder, "csr"))).toBeDefined();
    expect(provenKey(toBase64(csr))).toEqual(spki);
    const other = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const forged = certificationRequest(
      deviceId,
      spki,
      (message) => new Uint8Array(sign("sha256", message, other.privateKey)),
    );
    expect(provenKey(toBase64(forged))).toBeUndefined();
  });

  it("reads a request that OpenSSL made, whatever name and attributes it asks for", () => {
    openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", join(folder, "key"));
    const made509 = openssl(
      "req",
      "-new",
      "-key",
      join(folder, "key"),
      "-subj",
      "/O=Other/CN=client",
      "-addext",
      "subjectAltName=DNS:evil.example",
    );
    const der = made509.replace(/-----[A-Z ]+-----|\s/g, "");
    const key = provenKey(der);
    expect(key).toBeDefined();
    const issued = authority.issueDevice(deviceId, key ?? new Uint8Array(0));
    expect(new X509Certificate(issued).subjectAltName).toBe(`URI:urn:zwgk:device:${deviceId}`);
  });

  it("refuses other curves and anything cut off or lengthened", () => {
    const other = generateKeyPairSync("ec", { namedCurve: "P-384" });
    const wrong = certificationRequest(
      "x",
      new Uint8Array(other.publicKey.export({ format: "der", type: "spki" })),
      (message) => new Uint8Array(sign("sha256", message, other.privateKey)),
    );
    expect(provenKey(toBase64(wrong))).toBeUndefined();
    const csr = certificationRequest(
      "x",
      spki,
      (message) => new Uint8Array(sign("sha256", message, pair.privateKey)),
    );
    for (let length = 0; length < csr.length; length += 7)
      expect(provenKey(toBase64(csr.slice(0, length)))).toBeUndefined();
    expect(provenKey(toBase64(Uint8Array.of(...csr, 0)))).toBeUndefined();
    for (let at = 0; at < csr.length; at += 3) {
      const changed = Uint8Array.from(csr);
      changed[at] = (changed[at] ?? 0) ^ 0x41;
      expect(provenKey(toBase64(changed))).toBeUndefined();
    }
    expect(fromBase64(toBase64(csr))).toEqual(csr);
  });
});
