import type { ReleasePreview } from "../../../shared/contract/publications.ts";
import { saveFile } from "../../components/paper/save-file.ts";
import { call, type CallError, type CallOutput } from "../../core-client/core-client.ts";
import { createPersonalStore } from "../../session/personal-store.ts";

interface ReleaseState {
  readonly reviewId: string | undefined;
  readonly preview: ReleasePreview | undefined;
  readonly status: "loading" | "ready" | "failed";
  readonly error: CallError | undefined;
  readonly busy: boolean;
  readonly released: CallOutput<"publications.release"> | undefined;
  readonly load: (reviewId: string) => Promise<void>;
  readonly release: (passphrase: string) => Promise<CallError | undefined>;
  readonly exportPackage: (purpose: string) => Promise<CallError | undefined>;
}

/** The release that is being looked at: what the core would send, and the proof it made of it. */
export const useReleaseStore = createPersonalStore<ReleaseState>((set, get) => ({
  reviewId: undefined,
  preview: undefined,
  status: "loading",
  error: undefined,
  busy: false,
  released: undefined,
  load: async (reviewId) => {
    if (get().reviewId !== reviewId)
      set({ reviewId, preview: undefined, released: undefined, status: "loading", error: undefined });
    const answer = await call("publications.preview", { reviewId });
    if (get().reviewId !== reviewId) return;
    if (answer.ok) set({ preview: answer.value, status: "ready", error: undefined });
    else set({ status: "failed", error: answer.error });
  },
  release: async (passphrase) => {
    const { preview } = get();
    if (!preview) return undefined;
    set({ busy: true });
    const answer = await call("publications.release", {
      reviewId: preview.reviewId,
      // The digest of what stands on this screen: another one means that something changed meanwhile.
      digest: preview.digest,
      passphrase,
    });
    set({ busy: false });
    if (!answer.ok) return answer.error;
    set({ released: answer.value });
    await get().load(preview.reviewId);
    return undefined;
  },
  exportPackage: async (purpose) => {
    const { released } = get();
    if (!released) return undefined;
    set({ busy: true });
    const answer = await call("packages.download", { packageId: released.packageId, purpose });
    set({ busy: false });
    if (!answer.ok) return answer.error;
    saveFile(answer.value);
    return undefined;
  },
}));
