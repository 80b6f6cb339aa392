import { Button } from "antd";
import { useEffect, useState } from "react";

import type { OrganisationProfile } from "../../../shared/contract/organisation.ts";
import { OrganisationForm } from "../../components/organisation-form/organisation-form.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";

/** 机关资料: what every letter is filled from. */
export function OrganisationSection() {
  const { value, error, reload } = useView("organisation.read", {}, ["organisation"]);
  const [draft, setDraft] = useState<OrganisationProfile>();
  const [problem, setProblem] = useState<CallError>();
  const [tried, setTried] = useState(false);
  useEffect(() => setDraft(value), [value]);
  if (error) return <ErrorPanel error={error} about="机关资料没有取出来" onRetry={() => void reload()} />;
  if (!draft) return <LoadingRows rows={6} label="正在取出机关资料" />;
  const save = async (): Promise<void> => {
    setTried(true);
    const answer = await call("organisation.update", { profile: draft });
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok) showToast("机关资料已保存，此后的文书按新资料填写");
  };
  return (
    <Panel title="机关资料">
      <div className="form-stack">
        <div style={{ width: "100%" }}>
          <OrganisationForm
            profile={draft}
            showProblems={tried}
            onChange={(name, text) => setDraft({ ...draft, [name]: text })}
          />
        </div>
        {problem ? <ErrorPanel error={problem} about="没有保存" /> : null}
        <Button type="primary" onClick={() => void save()}>
          保存
        </Button>
      </div>
    </Panel>
  );
}
