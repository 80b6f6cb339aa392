import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  verify,
  X509Certificate,
} from "node:crypto";
import type { KeyObject } from "node:crypto";

import { fromBase64 } from "../../shared/sync-protocol/bytes.ts";
import { commonName, pem, signCertificate } from "../../shared/sync-protocol/x509/certificate.ts";
import type { CertificateProfile } from "../../shared/sync-protocol/x509/certificate.ts";
import { readCertificationRequest } from "../../shared/sync-protocol/x509/certification-request.ts";
import { serverCrypto } from "./protocol-crypto.ts";

/**
 * The private CA, made at set-up: a root whose key goes to a sealed medium, an issuing key that stays with the server,
 * and under it the server's and the devices' certificates. No other authority is believed by either side.
 */

const dayMs = 86_400_000;
const yearDays = 365;
/** sync.md §12: root ten years, issuing key five, devices three; the server's is renewed by itself. */
const lifeDays: Readonly<Record<CertificateProfile["type"], number>> = {
  root: 10 * yearDays,
  issuing: 5 * yearDays,
  server: 2 * yearDays,
  device: 3 * yearDays,
};
/** Computers in an office are not all set to the same minute. */
const backdateMs = dayMs;

/** P-256 private key, PKCS #8 DER. */
export function newTlsKey(): Uint8Array {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return new Uint8Array(privateKey.export({ format: "der", type: "pkcs8" }));
}

function openKey(pkcs8: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.from(pkcs8), format: "der", type: "pkcs8" });
}

function spkiOf(key: KeyObject): Uint8Array {
  return new Uint8Array(createPublicKey(key).export({ format: "der", type: "spki" }));
}

interface Issuer {
  readonly name: string;
  readonly key: KeyObject;
}

function issue(
  issuer: Issuer,
  subject: string,
  publicKey: Uint8Array,
  profile: CertificateProfile,
  now: Date,
): string {
  const identifier = (spki: Uint8Array): Uint8Array => serverCrypto.sha256(spki).subarray(0, 20);
  const certificate = signCertificate(
    {
      serial: new Uint8Array(randomBytes(16)),
      issuer: commonName(issuer.name),
      subject: commonName(subject),
      notBefore: new Date(now.getTime() - backdateMs),
      notAfter: new Date(now.getTime() + lifeDays[profile.type] * dayMs),
      publicKey,
      keyIdentifier: identifier(publicKey),
      issuerKeyIdentifier: identifier(spkiOf(issuer.key)),
      profile,
    },
    (message) => new Uint8Array(sign("sha256", message, issuer.key)),
  );
  return pem("CERTIFICATE", certificate);
}

export interface NewAuthority {
  /** PKCS #8 DER. */
  readonly rootKey: Uint8Array;
  readonly issuingKey: Uint8Array;
  /** PEM. */
  readonly root: string;
  readonly issuing: string;
}

/** Makes root and issuing key of a new server. `name` is the log's origin: one authority an installation. */
export function newAuthority(name: string, now: Date): NewAuthority {
  const [rootKey, issuingKey] = [newTlsKey(), newTlsKey()];
  const root = { name: `${name} root`, key: openKey(rootKey) };
  return {
    rootKey,
    issuingKey,
    root: issue(root, root.name, spkiOf(root.key), { type: "root" }, now),
    issuing: issue(root, `${name} issuing`, spkiOf(openKey(issuingKey)), { type: "issuing" }, now),
  };
}

/** The public key of a certificate request whose owner proved to have the private half. */
export function provenKey(csrBase64: string): Uint8Array | undefined {
  const bytes = fromBase64(csrBase64);
  const request = bytes && readCertificationRequest(bytes);
  if (!request) return undefined;
  try {
    const key = createPublicKey({ key: Buffer.from(request.publicKey), format: "der", type: "spki" });
    const onCurve = key.asymmetricKeyDetails?.namedCurve === "prime256v1";
    return onCurve && verify("sha256", request.signed, key, request.signature)
      ? request.publicKey
      : undefined;
  } catch {
    // A key that cannot be read proves nothing.
    return undefined;
  }
}

export class Authority {
  readonly root: string;
  readonly #issuing: string;
  readonly #issuer: Issuer;
  readonly #now: () => Date;

  constructor(parts: {
    readonly root: string;
    readonly issuing: string;
    readonly issuingKey: Uint8Array;
    readonly now: () => Date;
  }) {
    this.root = parts.root;
    this.#issuing = parts.issuing;
    this.#now = parts.now;
    const name = /CN=(.*)/.exec(new X509Certificate(parts.issuing).subject)?.[1] ?? "";
    this.#issuer = { name, key: openKey(parts.issuingKey) };
  }

  /** SHA-256 of the root certificate, as two people compare it. */
  get fingerprint(): string {
    return new X509Certificate(this.root).fingerprint256;
  }

  /** Certificate and issuing certificate, PEM: what the server shows. */
  issueServer(tlsKey: Uint8Array, hosts: readonly string[]): string {
    const subject = hosts[0] ?? "server";
    const publicKey = spkiOf(openKey(tlsKey));
    return `${issue(this.#issuer, subject, publicKey, { type: "server", hosts }, this.#now())}${this.#issuing}`;
  }

  /** Certificate and issuing certificate, PEM: what a device shows. */
  issueDevice(deviceId: string, publicKey: Uint8Array): string {
    return `${issue(this.#issuer, deviceId, publicKey, { type: "device", deviceId }, this.#now())}${this.#issuing}`;
  }
}

/** Two thirds of a certificate's life are over: time for the next one. */
export function isDueForRenewal(certificate: string, now: Date): boolean {
  const { validFrom, validTo } = new X509Certificate(certificate);
  const [from, to] = [Date.parse(validFrom), Date.parse(validTo)];
  return now.getTime() >= from + ((to - from) * 2) / 3;
}
