import { useEffect, useState } from "react";

import type { FindingView, SignatureOutlook as Outlook } from "../../../shared/contract/items.ts";
import { call } from "../../core-client/core-client.ts";
import { CopyWords } from "./copy-words.tsx";

/** Files that may be signed, or hold one that is. */
export const maySign = (mediaType: string): boolean => /^application\/(?:pdf|zip)$/u.test(mediaType);

/** What becomes of the electronic seal of a file: the drafter hears it before the review, not from the reviewer. */
export function SignatureOutlook({
  itemId,
  attachmentId,
  findings,
  looked,
}: {
  readonly itemId: string;
  readonly attachmentId: string;
  /** Of the whole item: a value masked anywhere is masked in the file too. */
  readonly findings: readonly FindingView[];
  /** How often somebody has looked at pictures and may have decided about them. */
  readonly looked: number;
}) {
  const [told, setTold] = useState<{ readonly masked: string; readonly outlook: Outlook | undefined }>();
  const values = findings
    .filter(({ answer }) => answer?.answer === "mask")
    .map(({ findingId, answer }) => `${findingId}${answer?.note ?? ""}`)
    .join("\n");
  const masked = `${looked}\n${values}`;
  useEffect(() => {
    let left = false;
    const ask = async (): Promise<void> => {
      const answer = await call("items.foretellSignature", { itemId, attachmentId });
      if (!left) setTold({ masked, outlook: answer.ok ? answer.value : undefined });
    };
    void ask();
    return () => {
      left = true;
    };
  }, [itemId, attachmentId, masked]);
  // Until the new answer is there, what was masked before would be told of what is masked now.
  const value = told?.masked === masked ? told.outlook : undefined;
  if (!value) return null;
  const lost = (value.losses?.length ?? 0) > 0;
  return (
    <div className="attachments__outlook text-12">
      <CopyWords {...value} foretold />
      {lost ? <p className="ink-2">须保留签章的，请换成没有隐藏数据、没有须遮盖内容的文件。</p> : null}
      {value.problem === undefined ? null : (
        <p className="text-law">现在还生成不了净化副本：{value.problem}</p>
      )}
    </div>
  );
}
