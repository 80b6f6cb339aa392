import { useState } from "react";
import { Link } from "react-router";

import type { PackageVerification } from "../../../shared/contract/publications.ts";
import { FileButton } from "../../components/file-drop/file-button.tsx";
import { Icon } from "../../components/icon/icon.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { addresses } from "../../shell/addresses.ts";

/** Checks a package file without any network: contents, reviews and signatures against each other. */
export function VerifyPanel() {
  const [result, setResult] = useState<PackageVerification>();
  const [error, setError] = useState<CallError>();
  const verify = async (file: File) => {
    const answer = await call("packages.verify", { bytes: new Uint8Array(await file.arrayBuffer()) });
    setError(answer.ok ? undefined : answer.error);
    setResult(answer.ok ? answer.value : undefined);
  };
  return (
    <Panel title="检查一个包" remark="不联网也能核验">
      <div className="media-panel">
        <span>
          <FileButton
            multiple={false}
            onFiles={(files) => {
              const [file] = files;
              if (file) void verify(file);
            }}
          >
            选择包文件
          </FileButton>
        </span>
        <Link to={addresses.incomingReviews}>收下带来的审查请求或者答复</Link>
        {error ? <ErrorPanel error={error} about="没有检查成" /> : null}
        {result ? (
          <div role="status">
            <strong className={result.valid ? "text-done" : "text-law"}>
              {result.valid ? "有效：内容、审查和签名一致" : "无效：不要使用这个包"}
            </strong>
            {result.title ? <p className="text-13">{result.title}</p> : null}
            <ul className="verify-checks">
              {result.checks.map((check) => (
                <li key={check.name}>
                  <span className={check.ok ? "text-done" : "text-law"}>
                    <Icon
                      name={check.ok ? "check" : "warning"}
                      size={14}
                      label={check.ok ? "通过" : "没有通过"}
                    />
                  </span>
                  <span className="text-13">
                    {check.name}：{check.detail}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        ) : null}
      </div>
    </Panel>
  );
}
