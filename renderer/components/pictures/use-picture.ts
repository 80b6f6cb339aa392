import { useEffect, useState } from "react";

import { call, type CallError } from "../../core-client/core-client.ts";

export interface ShownPicture {
  readonly url?: string;
  readonly error?: CallError;
}

/**
 * A picture of an attached file as the core draws it, whole or as it was decided; empty while it is drawn. `key` changes
 * when it has to be drawn anew; undefined: nothing is asked.
 */
export function usePicture(
  of: { readonly itemId: string; readonly attachmentId: string },
  digest: string,
  masked: boolean,
  key: string | undefined,
): ShownPicture {
  const { itemId, attachmentId } = of;
  const wanted = key === undefined ? undefined : `${digest} ${String(masked)} ${key}`;
  const [shown, setShown] = useState<ShownPicture & { readonly of?: string }>({});
  useEffect(() => {
    if (wanted === undefined) return undefined;
    let url: string | undefined;
    let left = false;
    const read = async (): Promise<void> => {
      const answer = await call("items.picture", { itemId, attachmentId, digest, masked });
      if (left) return;
      if (answer.ok) {
        const { bytes, mediaType } = answer.value;
        url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: mediaType }));
        setShown({ of: wanted, url });
      } else setShown({ of: wanted, error: answer.error });
    };
    void read();
    return () => {
      left = true;
      if (url !== undefined) URL.revokeObjectURL(url);
    };
  }, [itemId, attachmentId, digest, masked, wanted]);
  return wanted !== undefined && shown.of === wanted ? shown : {};
}
