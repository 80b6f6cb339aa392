import { useState } from "react";

import { EnrolmentPanel, type EnrolmentCode } from "../../components/enrolment/enrolment-panel.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";

/** The own signing key in the register of the center; nothing once it is there. */
export function MyEnrolment() {
  const { value, reload } = useView("sync.enrolments", {}, ["packages"]);
  const [problem, setProblem] = useState<CallError>();
  const send = async (code?: EnrolmentCode) => {
    const answer = code ? await call("sync.enrolMe", code) : await call("sync.checkEnrolment", { of: "me" });
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok) showToast(answer.value.state === "approved" ? "签名密钥已登记" : "已送出，等中心核准");
    void reload();
  };
  if (!value?.me || value.me.state === "approved" || value.me.state === "listed") return null;
  return (
    <EnrolmentPanel
      title="登记我的签名密钥"
      state={value.me.state}
      fingerprint={value.me.fingerprint}
      problem={problem}
      onSend={send}
    />
  );
}
