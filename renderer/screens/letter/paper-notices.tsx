import { Button } from "antd";
import { Link } from "react-router";
import type { LetterView } from "../../../shared/contract/applications.ts";
import { Notice } from "../../components/notice/notice.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { addresses } from "../../shell/addresses.ts";
import { JoinedNotice } from "./joint-answer-panel.tsx";
import { useLetterStore } from "./letter-store.ts";

/** What stands above the page of a letter: that it was not saved, why it came back, who may write it. */
export function PaperNotices({ view }: { readonly view: LetterView }) {
  const save = useLetterStore((state) => state.save);
  const saveError = useLetterStore((state) => state.saveError);
  const saveNow = useLetterStore((state) => state.saveNow);
  const takeTheirs = useLetterStore((state) => state.takeTheirs);
  return (
    <>
      {save === "failed" && saveError && saveError.code !== "fields-invalid" && (
        <ErrorPanel
          error={saveError}
          about="刚才的修改没有存上"
          onRetry={() => void saveNow()}
          actions={
            saveError.code === "draft-moved-on" ? (
              <Button size="small" onClick={() => void takeTheirs()}>
                放弃我的，取出新的
              </Button>
            ) : undefined
          }
        />
      )}
      {view.joinedInto !== undefined && <JoinedNotice letterId={view.joinedInto} state={view.state} />}
      {view.state === "returned" && !view.joinedInto && (
        <Notice
          kind="soon"
          title="审查退回"
          actions={
            view.reviewId === undefined ? undefined : (
              <Link to={addresses.review(view.reviewId)}>看退回理由</Link>
            )
          }
        >
          改好后重新送审，成为新的一稿。
        </Notice>
      )}
      {!view.mayEdit && (view.state === "drafting" || view.state === "returned") && (
        <Notice kind="plain" title={`这件文书由${view.drafterName}拟制`}>
          只有拟制人能改。您可以看全文和检查，写批注。
        </Notice>
      )}
    </>
  );
}
