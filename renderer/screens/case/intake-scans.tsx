import { Button } from "antd";

import { FileButton } from "../../components/file-drop/file-button.tsx";
import { FileDrop } from "../../components/file-drop/file-drop.tsx";
import { Icon } from "../../components/icon/icon.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { call } from "../../core-client/core-client.ts";
import { watchReading } from "../../session/reading-store.ts";
import { fileSize } from "../../wording/numbers.ts";

/** Keeps the scans of an application that was just registered. Resolves with the names of those that were refused. */
export async function keepScans(applicationId: string, scans: readonly File[]): Promise<readonly string[]> {
  const refused: string[] = [];
  for (const scan of scans) {
    const bytes = new Uint8Array(await scan.arrayBuffer());
    const answer = await watchReading(scan.name, (workId) =>
      call("applications.addFile", {
        applicationId,
        kind: "application",
        fileName: scan.name,
        bytes,
        workId,
      }),
    );
    if (!answer.ok) refused.push(scan.name);
  }
  return refused;
}

/** What came in the envelope, chosen while typing and kept once the application has its number. */
export function IntakeScans({
  scans,
  onChange,
}: {
  readonly scans: readonly File[];
  readonly onChange: (scans: readonly File[]) => void;
}) {
  const add = (files: readonly File[]): void => onChange([...scans, ...files]);
  return (
    <FileDrop words="松手即附上" onFiles={add}>
      <Panel title="申请材料扫描件" remark={scans.length > 0 ? `${scans.length} 件` : "可以登记以后再附"}>
        {scans.length > 0 ? (
          <ul className="case-files">
            {scans.map((scan, index) => (
              <li key={`${scan.name}-${index}`} className="case-file">
                <span className="case-file__line">
                  <span>{scan.name}</span>
                  <span className="text-12 ink-2">{fileSize(scan.size)}</span>
                  <Button
                    type="text"
                    size="small"
                    aria-label={`不附 ${scan.name}`}
                    icon={<Icon name="trash" size={14} />}
                    onClick={() => onChange(scans.filter((_scan, other) => other !== index))}
                  />
                </span>
              </li>
            ))}
          </ul>
        ) : null}
        <div className={scans.length > 0 ? "case-files__add" : ""}>
          <FileButton size="small" onFiles={add}>
            附扫描件
          </FileButton>
        </div>
      </Panel>
    </FileDrop>
  );
}
