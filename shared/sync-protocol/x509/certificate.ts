import { concatBytes, toBase64, utf8Bytes } from "../bytes.ts";
import {
  bitString,
  contextTag,
  der,
  octetString,
  oid,
  sequence,
  tags,
  time,
  trueValue,
  unsignedInteger,
  utf8String,
} from "./der.ts";

/**
 * The certificates of the private CA (RFC 5280): P-256 keys, ECDSA with SHA-256, and the four profiles a central
 * server needs. Nothing here reads a certificate: TLS does that.
 */

const oids = {
  commonName: "2.5.4.3",
  ecdsaWithSha256: "1.2.840.10045.4.3.2",
  basicConstraints: "2.5.29.19",
  keyUsage: "2.5.29.15",
  extendedKeyUsage: "2.5.29.37",
  subjectAltName: "2.5.29.17",
  subjectKeyIdentifier: "2.5.29.14",
  authorityKeyIdentifier: "2.5.29.35",
  serverAuth: "1.3.6.1.5.5.7.3.1",
  clientAuth: "1.3.6.1.5.5.7.3.2",
} as const;

export const signatureAlgorithm: Uint8Array = sequence(oid(oids.ecdsaWithSha256));

/** A name with nothing but a common name. */
export function commonName(text: string): Uint8Array {
  return sequence(der(tags.set, sequence(oid(oids.commonName), utf8String(text))));
}

export type CertificateProfile =
  | { readonly type: "root" }
  | { readonly type: "issuing" }
  /** Host names and IP addresses under which the server is reached. */
  | { readonly type: "server"; readonly hosts: readonly string[] }
  | { readonly type: "device"; readonly deviceId: string };

/** What a device's certificate says whose it is, as a URI among its alternative names. */
export function deviceUri(deviceId: string): string {
  return `urn:zwgk:device:${deviceId}`;
}

const ipv4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

/** The bytes of an IP address; undefined for a host name. */
function addressBytes(host: string): Uint8Array | undefined {
  const four = ipv4.exec(host);
  if (four) return Uint8Array.from(four.slice(1).map(Number));
  if (!host.includes(":")) return undefined;
  const [left = "", right] = host.split("::");
  const groups = (text: string): number[] =>
    text === "" ? [] : text.split(":").map((group) => Number.parseInt(group, 16));
  const [head, tail] = [groups(left), groups(right ?? "")];
  const zeros = right === undefined ? 0 : 8 - head.length - tail.length;
  const all = [...head, ...Array.from({ length: zeros }, () => 0), ...tail];
  return Uint8Array.from(all.flatMap((group) => [group >> 8, group & 255]));
}

function extension(id: string, value: Uint8Array, critical = false): Uint8Array {
  return sequence(oid(id), ...(critical ? [trueValue] : []), octetString(value));
}

function alternativeName(name: { readonly uri: string } | { readonly host: string }): Uint8Array {
  if ("uri" in name) return der(contextTag(6, false), utf8Bytes(name.uri));
  const address = addressBytes(name.host);
  return address ? der(contextTag(7, false), address) : der(contextTag(2, false), utf8Bytes(name.host));
}

function profileExtensions(profile: CertificateProfile): readonly Uint8Array[] {
  const authority = profile.type === "root" || profile.type === "issuing";
  // RFC 5280, 4.2.1.3: certificates and revocation lists are signed (bits 5 and 6), or handshakes (bit 0).
  const usage = authority ? bitString(Uint8Array.of(0x06), 1) : bitString(Uint8Array.of(0x80), 7);
  const constraints = authority
    ? sequence(trueValue, unsignedInteger(Uint8Array.of(profile.type === "root" ? 1 : 0)))
    : sequence();
  const common = [extension(oids.basicConstraints, constraints, true), extension(oids.keyUsage, usage, true)];
  if (profile.type === "server") {
    const names = profile.hosts.map((host) => alternativeName({ host }));
    return [
      ...common,
      extension(oids.extendedKeyUsage, sequence(oid(oids.serverAuth))),
      extension(oids.subjectAltName, sequence(...names)),
    ];
  }
  if (profile.type === "device") {
    return [
      ...common,
      extension(oids.extendedKeyUsage, sequence(oid(oids.clientAuth))),
      extension(oids.subjectAltName, sequence(alternativeName({ uri: deviceUri(profile.deviceId) }))),
    ];
  }
  return common;
}

export interface CertificateInput {
  /** 16 random bytes; a serial number is never given twice. */
  readonly serial: Uint8Array;
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** SPKI DER of the certified key. */
  readonly publicKey: Uint8Array;
  /** Identifiers of both keys: the first 20 bytes of the SHA-256 of their SPKI (RFC 7093). */
  readonly keyIdentifier: Uint8Array;
  readonly issuerKeyIdentifier: Uint8Array;
  readonly profile: CertificateProfile;
}

/** Signs with a P-256 key; the signature is DER. */
export type EcdsaSign = (message: Uint8Array) => Uint8Array;

/** A signed certificate, DER. */
export function signCertificate(input: CertificateInput, sign: EcdsaSign): Uint8Array {
  // The highest bit stays free, so that the number has the same length with and without a sign.
  const serial = Uint8Array.from(input.serial, (byte, index) => (index === 0 ? (byte & 0x3f) | 0x40 : byte));
  const toBeSigned = sequence(
    der(contextTag(0, true), unsignedInteger(Uint8Array.of(2))),
    unsignedInteger(serial),
    signatureAlgorithm,
    input.issuer,
    sequence(time(input.notBefore), time(input.notAfter)),
    input.subject,
    input.publicKey,
    der(
      contextTag(3, true),
      sequence(
        ...profileExtensions(input.profile),
        extension(oids.subjectKeyIdentifier, octetString(input.keyIdentifier)),
        extension(
          oids.authorityKeyIdentifier,
          sequence(der(contextTag(0, false), input.issuerKeyIdentifier)),
        ),
      ),
    ),
  );
  return sequence(toBeSigned, signatureAlgorithm, bitString(sign(toBeSigned)));
}

/** PEM (RFC 7468). */
export function pem(label: "CERTIFICATE" | "PRIVATE KEY", bytes: Uint8Array): string {
  const lines = toBase64(concatBytes(bytes)).match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}
