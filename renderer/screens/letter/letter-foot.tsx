import { useState } from "react";
import type { LetterView } from "../../../shared/contract/applications.ts";
import { Icon } from "../../components/icon/icon.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { useView } from "../../core-client/use-view.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { shortDate } from "../../wording/dates.ts";
import { useLetterStore } from "./letter-store.ts";
import { letterStates } from "./letter-states.ts";

function ApprovedFoot({ view }: { readonly view: LetterView }) {
  const { letterId } = view;
  const { value } = useView("letters.legalReading", { letterId }, [
    `letter:${letterId}`,
    `application:${view.applicationId}`,
  ]);
  const revision = `审查已同意第${view.revisions[0]?.revNo ?? 1}稿`;
  const unread = value !== undefined && value.asked.length > 0 && !value.done;
  const [failed, setFailed] = useState<CallError>();
  const reread = useLetterStore((state) => state.reread);
  const takeUp = async (): Promise<void> => {
    const taken = await call("items.takeUpAgain", { itemId: view.itemId });
    setFailed(taken.ok ? undefined : taken.error);
    await reread();
  };
  return (
    <footer className="letter-foot" aria-live="polite">
      {unread ? (
        <span className="text-soon">
          <Icon name="warning" size={14} /> {revision}，法制审核同意后才能签发。
        </span>
      ) : (
        <span className="text-done">
          <Icon name="check" size={14} /> {revision}，可以签发。
        </span>
      )}
      再改动就要重新送审。
      {view.approvedUnderOtherRules && view.mayEdit ? (
        <>
          {" "}
          审查以后筛查规则更新过，签发时按现行规则再查一遍。
          <button type="button" className="link-button" onClick={() => void takeUp()}>
            重新起草送审
          </button>
          {failed ? <ErrorPanel error={failed} about="没有转回起草" /> : null}
        </>
      ) : null}
    </footer>
  );
}

/** What the letter still waits for. */
export function LetterFoot({
  view,
  wrong,
  gaps,
  enclosures,
  onChecks,
  onGaps,
  onEnclosures,
}: {
  readonly view: LetterView;
  readonly wrong: number;
  readonly gaps: number;
  /** Findings in the attached files that nobody answered. */
  readonly enclosures: number;
  readonly onChecks: () => void;
  readonly onGaps: () => void;
  readonly onEnclosures: () => void;
}) {
  if (view.state === "underReview")
    return <footer className="letter-foot">正在审查，审查结束前不能改；要改请先退回。</footer>;
  if (view.state === "approved") return <ApprovedFoot view={view} />;
  if (!view.mayEdit && (view.state === "drafting" || view.state === "returned"))
    return <footer className="letter-foot">由{view.drafterName}写完送审。</footer>;
  if (view.state !== "drafting" && view.state !== "returned")
    return (
      <footer className="letter-foot">
        {view.docNumber ? `文号 ${view.docNumber}` : letterStates[view.state].text}
        {view.service ? `，${shortDate(view.service.clockDate, view.today)}送达` : ""}
      </footer>
    );
  if (wrong === 0 && gaps === 0 && enclosures === 0)
    return (
      <footer className="letter-foot" aria-live="polite">
        <span className="text-done">
          <Icon name="check" size={14} /> {view.joinedInto ? "写齐了，随一并答复送审" : "可以送审"}
        </span>
      </footer>
    );
  return (
    <footer className="letter-foot" aria-live="polite" data-pane="footer">
      <span className="text-soon">
        <Icon name="warning" size={14} />
      </span>
      <span>
        还不能送审：
        {wrong > 0 && (
          <button type="button" className="link-button" onClick={onChecks}>
            {wrong} 项检查
          </button>
        )}
        {wrong > 0 && gaps > 0 && "，"}
        {gaps > 0 && (
          <button type="button" className="link-button" onClick={onGaps}>
            {gaps} 个字段
          </button>
        )}
        {(wrong > 0 || gaps > 0) && enclosures > 0 && "，"}
        {enclosures > 0 && (
          <button type="button" className="link-button" onClick={onEnclosures}>
            附件 {enclosures} 处发现
          </button>
        )}
      </span>
    </footer>
  );
}
