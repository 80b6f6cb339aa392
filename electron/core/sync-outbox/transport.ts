import type { ProblemSlug } from "../../../shared/sync-protocol/problems.ts";
import type {
  AnnounceAnswer,
  CertificateAnswer,
  DelegationAnswer,
  EnrolmentAnswer,
  HelloAnswer,
  InboxAnswer,
  KeysAnswer,
  MetaAnswer,
  PackageStatus,
} from "../../../shared/sync-protocol/wire.ts";

/** What came of a request: an answer, a problem the server named, or no answer at all. */
export type Reply<T> =
  | { readonly type: "ok"; readonly value: T }
  | {
      readonly type: "problem";
      readonly slug: ProblemSlug;
      readonly retryAfterSeconds?: number;
      readonly facts?: Readonly<Record<string, string | number>>;
    }
  | { readonly type: "offline"; readonly cause: OfflineCause };

/** "clock": the certificate is not valid at the time this computer shows; "certificate": it is not the server's. */
export type OfflineCause = "unreachable" | "clock" | "certificate" | "garbled";

export type EnrolmentReply = Reply<EnrolmentAnswer>;

/** The part of the server that registers devices and people. */
export interface EnrolmentTransport {
  enrol(enrolmentId: string, body: Uint8Array): Promise<EnrolmentReply>;
  renewCertificate(session: string, body: Uint8Array): Promise<Reply<CertificateAnswer>>;
  keys(session: string): Promise<Reply<KeysAnswer>>;
  delegation(session: string, delegationId: string, body: Uint8Array): Promise<Reply<DelegationAnswer>>;
}

export interface CentralHead {
  readonly head: string;
  readonly revNo: number;
  readonly packageId: string;
  readonly state: "current" | "withdrawn";
}

/** What the center holds of an object now. */
export interface CentralTransport {
  head(session: string, objectId: string): Promise<Reply<CentralHead>>;
  /** content.json of a package of the own unit, verbatim. */
  content(session: string, packageId: string): Promise<Reply<Uint8Array>>;
  /** The whole bag of a package of the own unit, at most `maxBytes`. */
  bag(session: string, packageId: string, maxBytes: number): Promise<Reply<Uint8Array>>;
}

/** The server as the engine talks to it. Implementations never throw for what a network or server can cause. */
export interface SyncTransport {
  meta(): Promise<Reply<MetaAnswer>>;
  hello(nonce: string, body: Uint8Array): Promise<Reply<HelloAnswer>>;
  announce(session: string, packageId: string, body: Uint8Array): Promise<Reply<AnnounceAnswer>>;
  createUpload(
    session: string,
    upload: { readonly packageId: string; readonly sha256: string; readonly size: number },
  ): Promise<Reply<{ readonly url: string }>>;
  uploadOffset(session: string, url: string): Promise<Reply<{ readonly offset: number }>>;
  sendChunk(
    session: string,
    url: string,
    offset: number,
    bytes: Uint8Array,
  ): Promise<Reply<{ readonly offset: number }>>;
  status(
    session: string,
    packageId: string,
    options: { readonly waitSeconds: number; readonly knownSize: number },
  ): Promise<Reply<PackageStatus>>;
  inbox(session: string, after: number, waitSeconds: number): Promise<Reply<InboxAnswer>>;
  acknowledge(session: string, cursor: number): Promise<Reply<null>>;
}
