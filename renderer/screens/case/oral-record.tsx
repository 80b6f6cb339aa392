import { useState } from "react";

import type { CaseView } from "../../../shared/contract/applications.ts";
import { saveFile } from "../../components/paper/save-file.ts";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";

/** An oral application: why, whether it was read back, and the record to be signed. */
export function OralRecord({ view }: { readonly view: CaseView }) {
  const [error, setError] = useState<CallError>();
  const { intake } = view;
  const print = async (): Promise<void> => {
    const file = await call("applications.exportTranscript", { applicationId: view.applicationId });
    setError(file.ok ? undefined : file.error);
    if (file.ok) saveFile(file.value);
  };
  return (
    <>
      {intake.difficultyReason === "" ? "没有写明采用口头形式的原因" : intake.difficultyReason}
      <span className="facts__remark">
        {intake.readBack ? "已向申请人宣读，申请人确认无误" : "没有登记宣读和确认"}
      </span>
      <button type="button" className="link-button text-13" onClick={() => void print()}>
        代填记录 docx（供签名）
      </button>
      {error && <ErrorPanel error={error} about="没有导出" />}
    </>
  );
}
