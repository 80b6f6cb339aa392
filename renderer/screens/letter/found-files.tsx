import { Button } from "antd";
import { useEffect, useState } from "react";

import type { LetterView } from "../../../shared/contract/applications.ts";
import type { CaseFileView } from "../../../shared/contract/case-files.ts";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { fileSize } from "../../wording/numbers.ts";

/**
 * What was found for the applicant and is kept with the case: it goes with the letter from here, without a way over the disk.
 * What is attached already is not offered.
 */
export function FoundFiles({
  view,
  busy,
  onAdd,
}: {
  readonly view: LetterView;
  readonly busy: boolean;
  readonly onAdd: (file: File) => void;
}) {
  const { applicationId } = view;
  const [files, setFiles] = useState<readonly CaseFileView[]>([]);
  const [error, setError] = useState<CallError>();
  useEffect(() => {
    let left = false;
    const read = async (): Promise<void> => {
      const answer = await call("applications.files", { applicationId });
      if (left) return;
      if (answer.ok) setFiles(answer.value);
      else setError(answer.error);
    };
    void read();
    return () => {
      left = true;
    };
  }, [applicationId]);
  const attached = new Set(view.attachments.map(({ digest }) => digest));
  const offered = files.filter(
    ({ kind, voided, digest }) => kind === "found" && !voided && !attached.has(digest),
  );
  if (!view.mayEdit || (offered.length === 0 && !error)) return null;
  const add = async (fileId: string): Promise<void> => {
    const answer = await call("applications.readFile", { applicationId, fileId });
    setError(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    const { bytes, fileName, mediaType } = answer.value;
    onAdd(new File([bytes as Uint8Array<ArrayBuffer>], fileName, { type: mediaType }));
  };
  return (
    <section className="letter-copies" aria-label="案卷里找到的信息">
      <h3>案卷里找到的信息</h3>
      {error ? <ErrorPanel error={error} about="文件没有取出来" /> : null}
      <ol>
        {offered.map(({ fileId, fileName, sizeBytes, note }) => (
          <li key={fileId} className="letter-copies__found">
            <span>
              {fileName}
              <span className="text-12 ink-2">
                {" "}
                {fileSize(sizeBytes)}
                {note === "" ? "" : `，${note}`}
              </span>
            </span>
            <Button
              size="small"
              disabled={busy}
              aria-label={`附上${fileName}`}
              onClick={() => void add(fileId)}
            >
              附上
            </Button>
          </li>
        ))}
      </ol>
    </section>
  );
}
